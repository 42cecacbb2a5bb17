package org.slportal.ui.help;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;

/** The user guide as it lies in docs/guide, made into HTML. It is our own text; what looks like HTML in it is shown as text all the same. */
final class GuideText {

    /** @param html all of it below the title */
    record Rendered(String title, String html) {}

    private record Key(GuidePage page, String language) {}

    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final Map<Key, Rendered> RENDERED = new ConcurrentHashMap<>();

    private GuideText() {}

    static Rendered of(GuidePage page, Locale locale) {
        String language = locale.getLanguage().equals("ko") ? "ko" : "en";
        return RENDERED.computeIfAbsent(new Key(page, language), GuideText::render);
    }

    private static Rendered render(Key key) {
        Node document = Parser.builder().extensions(EXTENSIONS).build().parse(read(key));
        String title = takeTitle(document);
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                link.setDestination(address(link.getDestination()));
                visitChildren(link);
            }
        });
        String html = HtmlRenderer.builder()
                .extensions(EXTENSIONS)
                .escapeHtml(true)
                .sanitizeUrls(true)
                .attributeProviderFactory(context -> (node, tag, attributes) -> {
                    if (node instanceof Link) {
                        attributes.put("router-link", "");
                    }
                })
                .build()
                .render(document);
        return new Rendered(title, html);
    }

    private static String takeTitle(Node document) {
        Node first = document.getFirstChild();
        if (!(first instanceof Heading heading) || !(heading.getFirstChild() instanceof Text title)) {
            throw new IllegalStateException("A page of the guide begins with its title");
        }
        heading.unlink();
        return title.getLiteral();
    }

    /** Between files as they lie in the repository, between pages on screen. */
    private static String address(String destination) {
        return destination.endsWith(".md") ? "help/" + destination.substring(0, destination.length() - 3) : destination;
    }

    private static String read(Key key) {
        String name = "/guide/" + key.language() + "/" + key.page().fileName() + ".md";
        try (@Nullable InputStream file = GuideText.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("The guide has no page " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
