package org.slportal.rest;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A request's body as clients in the field send it: a JSON object, nothing at all, or the text {@code null}. */
final class Body {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JsonNode root;

    private Body(JsonNode root) {
        this.root = root;
    }

    static Body of(@Nullable String text) {
        if (text == null || text.isBlank() || "null".equals(text.strip())) {
            return new Body(JSON.createObjectNode());
        }
        JsonNode node;
        try {
            node = JSON.readTree(text);
        } catch (JacksonException e) {
            throw malformed("it is not JSON").causedBy(e);
        }
        if (!node.isObject()) {
            throw malformed("it is not a JSON object");
        }
        return new Body(node);
    }

    private static PortalException malformed(String problem) {
        return PortalException.of(PortalException.Kind.MALFORMED, ErrorReason.REQUEST_MALFORMED, problem);
    }

    /** Empty if absent. Numbers are taken as their text: clients send both. */
    String text(String field) {
        JsonNode node = root.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return "";
        }
        if (!node.isString() && !node.isNumber() && !node.isBoolean()) {
            throw malformed("\"" + field + "\" is not a text");
        }
        return node.asString();
    }

    @Nullable
    Integer number(String field) {
        String text = text(field).strip();
        if (text.isEmpty()) {
            return null;
        }
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw malformed("\"" + field + "\" is not a whole number").causedBy(e);
        }
    }

    int requiredNumber(String field) {
        Integer number = number(field);
        if (number == null) {
            throw PortalException.rejected(field, ErrorReason.REQUIRED);
        }
        return number;
    }

    List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode node : array(field)) {
            if (!node.isString()) {
                throw malformed("\"" + field + "\" holds something that is not a text");
            }
            texts.add(node.asString());
        }
        return texts;
    }

    boolean has(String field) {
        return !root.path(field).isMissingNode() && !root.path(field).isNull();
    }

    /** An object; an empty one if absent. */
    Body object(String field) {
        JsonNode node = has(field) ? root.path(field) : JSON.createObjectNode();
        if (!node.isObject()) {
            throw malformed("\"" + field + "\" is not an object");
        }
        return new Body(node);
    }

    List<Body> objects(String field) {
        List<Body> objects = new ArrayList<>();
        for (JsonNode node : array(field)) {
            if (!node.isObject()) {
                throw malformed("\"" + field + "\" holds something that is not an object");
            }
            objects.add(new Body(node));
        }
        return objects;
    }

    private JsonNode array(String field) {
        JsonNode node = root.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return JSON.createArrayNode();
        }
        if (!node.isArray()) {
            throw malformed("\"" + field + "\" is not a list");
        }
        return node;
    }
}
