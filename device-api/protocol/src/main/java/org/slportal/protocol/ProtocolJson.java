package org.slportal.protocol;

import org.slportal.domain.device.SoftwareId;
import org.slportal.domain.license.EntitlementTag;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;
import tools.jackson.databind.type.LogicalType;

/** JSON as this protocol reads and writes it: compact, snake case, strict about types, lenient about unknown keys. */
final class ProtocolJson {

    /** The deepest message of this version has 6 levels. */
    private static final int MAX_DEPTH = 20;

    private static final JsonMapper MAPPER = mapper();

    private ProtocolJson() {}

    static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** @param what names the text in the public reason, such as "request" */
    static <T> T read(String json, Class<T> type, String what) {
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new MalformedMessageException("The " + what + " is null");
            }
            return value;
        } catch (DatabindException e) {
            throw translated(e, what);
        } catch (InputCoercionException e) {
            throw new MalformedMessageException("A number in the " + what + " is out of range", e);
        } catch (JacksonException e) {
            throw new MalformedMessageException("The " + what + " is not valid JSON", e);
        }
    }

    private static MalformedMessageException translated(DatabindException e, String what) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof MalformedMessageException ours) {
                return ours;
            }
        }
        String field = "";
        for (JacksonException.Reference step : e.getPath()) {
            field = step.getPropertyName() == null ? field : step.getPropertyName();
        }
        return field.isEmpty()
                ? new MalformedMessageException("The " + what + " is not a JSON object of the expected shape", e)
                : new InvalidFieldException(field, "The " + field + " field has the wrong type or value.");
    }

    private static JsonMapper mapper() {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxDocumentLength(EnvelopeCodec.MAX_MESSAGE_BYTES)
                        .maxStringLength(EnvelopeCodec.MAX_MESSAGE_BYTES)
                        .maxNameLength(128)
                        .maxNumberLength(32)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        SimpleModule domainValues = new SimpleModule()
                .addSerializer(SoftwareId.class, ToStringSerializer.instance)
                .addSerializer(EntitlementTag.class, ToStringSerializer.instance)
                .addDeserializer(SoftwareId.class, new SoftwareIdReader())
                .addDeserializer(EntitlementTag.class, new EntitlementTagReader());
        return JsonMapper.builder(factory)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS, MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .withCoercionConfig(
                        LogicalType.Enum, text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail))
                .addModule(domainValues)
                .build();
    }

    private static final class SoftwareIdReader extends ValueDeserializer<SoftwareId> {
        @Override
        public SoftwareId deserialize(JsonParser parser, DeserializationContext context) {
            return Fields.domainValue(name(parser), text(parser, context), SoftwareId::new);
        }
    }

    private static final class EntitlementTagReader extends ValueDeserializer<EntitlementTag> {
        @Override
        public EntitlementTag deserialize(JsonParser parser, DeserializationContext context) {
            return Fields.domainValue(name(parser), text(parser, context), EntitlementTag::new);
        }
    }

    private static String name(JsonParser parser) {
        String name = parser.currentName();
        return name == null ? "value" : name;
    }

    private static String text(JsonParser parser, DeserializationContext context) {
        if (!parser.currentToken().isScalarValue()
                || parser.currentToken().isNumeric()
                || parser.currentToken().isBoolean()) {
            return context.reportInputMismatch(String.class, "a string is expected");
        }
        return parser.getString();
    }
}
