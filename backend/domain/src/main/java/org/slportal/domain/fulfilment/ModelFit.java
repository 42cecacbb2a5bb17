package org.slportal.domain.fulfilment;

/** What the catalogue says of a SKU on a model. */
public enum ModelFit {
    /** It names this model among those that hold the SKU. */
    NAMED,
    /** It names other models only. */
    OTHERS_NAMED,
    /** It names none: the product family decides. */
    NONE_NAMED
}
