/**
 * Real clients for tests of the running application: stock providers in Node. Start reading at {@link dev.weft.api.clients.YjsClients}; what runs in
 * Node is in {@code src/test/clients}, where a file in {@code providers} makes a {@link dev.weft.api.clients.Provider}.
 */
@NullMarked
package dev.weft.api.clients;

import org.jspecify.annotations.NullMarked;
