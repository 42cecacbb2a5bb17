package org.slportal.ui;

import com.vaadin.flow.spring.annotation.EnableVaadin;
import org.springframework.context.annotation.Configuration;

/** Tells Vaadin where the routes are; the application class lives in another package. */
@Configuration
@EnableVaadin("org.slportal.ui")
public class UiConfiguration {}
