package org.slportal.domain.license;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slportal.domain.device.SoftwareId;

/** Entitlement tags and software identity tags have the same shape and the same limits. */
class TagTest {

    private static final String LONGEST_PREFIX = "regid.2017-03.com.cisco.advantagek9,1.0_";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "regid.2017-03.com.cisco.advantagek9,1.0_bd1da96e-ec1d-412b-a50e-53846b347d53",
                "regid.2017-05.com.cisco.C9300,v1_727af1d9-6c39-4444-b301-863f81445b72",
                "regid.2017-05.com.cisco.advantagek9-C9400,1.0_61a546cd-1037-47cb-bbe6-7cad3217a7b3",
                "regid.2014-11.com.cisco.csr_ipbase_2.5G,1.0_b94dd58f-fef6-5998-8ed0-f3805aa4ea2c"
            })
    void tags_of_the_field_are_accepted(String tag) {
        assertThat(new EntitlementTag(tag)).hasToString(tag);
        assertThat(new SoftwareId(tag)).hasToString(tag);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "regid",
                "advantagek9",
                "regid.2017-03.com.cisco.advantagek9",
                "regid.2017-03.com.cisco.advantagek9,",
                "regid.2017-03.,1.0_bd1da96e",
                "regid.17-03.com.cisco.advantagek9,1.0_x",
                "Regid.2017-03.com.cisco.advantagek9,1.0_x",
                " regid.2017-03.com.cisco.advantagek9,1.0_x",
                "regid.2017-03.com.cisco.advantagek9,1.0_x\n",
                "regid.2017-03.com.cisco.a b,1.0_x",
                "regid.2017-03.com.cisco.a,1.0,2",
                "regid.2017-03.com.cisco.a\",1.0_x",
                "regid.2017-03.com.cisco.가,1.0_x"
            })
    void anything_else_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new EntitlementTag(text));
        assertThatIllegalArgumentException().isThrownBy(() -> new SoftwareId(text));
    }

    @Test
    void a_tag_has_at_most_200_characters() {
        String longest = LONGEST_PREFIX + "x".repeat(200 - LONGEST_PREFIX.length());

        assertThat(new EntitlementTag(longest).value()).hasSize(200);
        assertThat(new SoftwareId(longest).value()).hasSize(200);
        assertThatIllegalArgumentException().isThrownBy(() -> new EntitlementTag(longest + "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> new SoftwareId(longest + "x"));
    }
}
