package dev.weft.benchmarks;

import dev.weft.crdt.Doc;
import dev.weft.crdt.DocOptions;
import dev.weft.crdt.YArray;
import dev.weft.crdt.YMap;
import dev.weft.crdt.YText;
import java.util.ArrayList;
import java.util.List;

/** A nested document: a map with nodes, each a map of eight keys with a map and a text inside, and edges between them. */
final class SampleWorkflow {
    private static final List<String> WORDS =
            List.of("run fetch merge filter notify branch retry delay parse store review approve assign measure close"
                    .split(" "));

    /** Of the linear congruential generator that makes up the content. */
    private int seed = 7;

    private SampleWorkflow() {}

    /** The state of such a document, format 1. */
    static byte[] of(int nodes) {
        var doc = new Doc(DocOptions.defaults().withClientId(4_023_871_905L));
        new SampleWorkflow().fill(doc, nodes);
        return doc.encodeStateAsUpdate();
    }

    private void fill(Doc doc, int nodeCount) {
        YMap root = doc.getMap("workflow");
        var nodes = new YArray();
        var edges = new YArray();
        root.set("title", "workflow");
        root.set("version", 3);
        root.set("nodes", nodes);
        root.set("edges", edges);
        for (int i = 0; i < nodeCount; i++) {
            nodes.push(node(i));
        }
        for (int i = 1; i < nodeCount; i++) {
            var edge = new YMap();
            edge.set("from", "node-" + below(i));
            edge.set("to", "node-" + i);
            edges.push(edge);
        }
    }

    private YMap node(int number) {
        var node = new YMap();
        node.set("id", "node-" + number);
        node.set("type", word());
        node.set("x", below(4000));
        node.set("y", below(4000) + 0.5);
        node.set("enabled", next() < 0.9);
        node.set("label", words(3));
        var config = new YMap();
        config.set("timeout", below(60_000));
        config.set("retries", below(5));
        config.set("url", "https://example.org/" + word() + "/" + number);
        var tags = new YArray();
        tags.push(word(), word());
        config.set("tags", tags);
        node.set("config", config);
        node.set("body", new YText(words(20)));
        return node;
    }

    private double next() {
        seed = seed * 1_664_525 + 1_013_904_223;
        return Integer.toUnsignedLong(seed) / 4_294_967_296.0;
    }

    private int below(int limit) {
        return (int) (next() * limit);
    }

    private String word() {
        return WORDS.get(below(WORDS.size()));
    }

    private String words(int count) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            words.add(word());
        }
        return String.join(" ", words);
    }
}
