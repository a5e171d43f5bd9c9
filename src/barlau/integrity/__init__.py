"""Whether a report is still what a run wrote: manifests, signatures and the hash-chained audit log."""
