//! Bytes to [`Document`](crate::model::Document)s: decoding, formats, main text and clutter.
