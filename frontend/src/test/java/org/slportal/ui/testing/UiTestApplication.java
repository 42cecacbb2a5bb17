package org.slportal.ui.testing;

import org.slportal.services.testing.ServicesTestApplication;
import org.slportal.ui.UiConfiguration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/** The views and their security, over the services as their own tests run them. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ComponentScan(basePackageClasses = UiConfiguration.class)
@Import(ServicesTestApplication.class)
public class UiTestApplication {}
