package dev.weft.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LruCacheTest {
    private final LruCache cache = new LruCache(2);

    @Test
    void theLeastRecentlyUsedGoesFirst() {
        cache.put("a", 1);
        cache.put("b", 2);
        cache.get("a");

        cache.put("c", 3);

        assertThat(cache.containsKey("a")).isTrue();
        assertThat(cache.containsKey("b")).isFalse();
        assertThat(cache.containsKey("c")).isTrue();
    }

    @Test
    void whatIsRemovedIsGone() {
        cache.put("a", 1);

        assertThat(cache.remove("a")).isTrue();

        assertThat(cache.<String, Integer>get("a")).isNull();
        assertThat(cache.remove("a")).isFalse();
    }
}
