package org.slportal.rest;

/** Where the API lives. Clients in the field also send the prefix twice. */
final class ApiPaths {

    static final String BASE = "/services/api/smart-accounts-and-licensing";
    static final String DOUBLED = "/services/api" + BASE;

    private ApiPaths() {}
}
