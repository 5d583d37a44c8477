package dev.weft.crdt.update;

/** Searches in lists of client ids, which are in descending order as Yjs writes them. */
final class Clients {
    private Clients() {}

    /** Index of the client, or a negative number. */
    static int indexOf(long[] descending, long client) {
        int low = 0;
        int high = descending.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (descending[middle] > client) {
                low = middle + 1;
            } else if (descending[middle] < client) {
                high = middle - 1;
            } else {
                return middle;
            }
        }
        return -1;
    }
}
