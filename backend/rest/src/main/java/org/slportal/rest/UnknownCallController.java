package org.slportal.rest;

import org.slportal.services.error.PortalException;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the API does not serve, in its own envelope: clients parse every answer as JSON. */
@RestController
class UnknownCallController {

    @RequestMapping({"/services/**", "/oauth/**", "/oauth2/**", "/as/**"})
    void unknown() {
        throw PortalException.notFound();
    }
}
