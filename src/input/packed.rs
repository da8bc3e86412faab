//! `.gz` and `.zst` files, unpacked within the size limit.
//!
//! In: packed bytes. Out: the bytes within, never more than [`MAX_BYTES`]: a small file that
//! unpacks to more is refused before it fills the memory.

use std::io::Read;

use flate2::read::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;

use crate::error::Result;

use super::{InputFormat, MAX_BYTES, problem};

/// Unpacks a file of format [`InputFormat::Gzip`] or [`InputFormat::Zstd`].
pub(super) fn unpack(name: &str, bytes: &[u8], format: InputFormat) -> Result<Vec<u8>> {
    unpack_within(name, bytes, format, MAX_BYTES)
}

fn unpack_within(name: &str, bytes: &[u8], format: InputFormat, limit: usize) -> Result<Vec<u8>> {
    let damaged = |error: &dyn std::fmt::Display| {
        problem(name, format!("the compressed data are damaged: {error}; fetch the file again"))
    };
    let mut unpacked = Vec::new();
    let outcome = match format {
        InputFormat::Zstd => {
            let decoder = StreamingDecoder::new(bytes).map_err(|error| damaged(&error))?;
            decoder.take(limit as u64 + 1).read_to_end(&mut unpacked)
        }
        _ => MultiGzDecoder::new(bytes).take(limit as u64 + 1).read_to_end(&mut unpacked),
    };
    outcome.map_err(|error| damaged(&error))?;
    if unpacked.len() > limit {
        return Err(problem(
            name,
            format!("it unpacks to more than the {} MB that one file may have; split it", limit >> 20),
        ));
    }
    Ok(unpacked)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use crate::input::{Options, read};

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn reads_what_is_inside() {
        let packed = gzip(b"{\"text\": \"The bridge closed.\"}\n{\"text\": \"It opened.\"}\n");
        let reading = read("a.jsonl.gz", &packed, &Options::default()).unwrap();
        let texts: Vec<&str> = reading.documents.iter().map(|document| document.text.as_str()).collect();
        assert_eq!(texts, ["The bridge closed.", "It opened."]);
        let packed = ruzstd::encoding::compress_to_vec(
            &b"The bridge closed on Monday."[..],
            ruzstd::encoding::CompressionLevel::Fastest,
        );
        assert_eq!(
            read("a.txt.zst", &packed, &Options::default()).unwrap().documents[0].text,
            "The bridge closed on Monday."
        );
    }

    #[test]
    fn refuses_bombs_and_damage() {
        let bomb = gzip(&vec![b' '; 3 << 20]);
        let error = unpack_within("a.gz", &bomb, InputFormat::Gzip, 1 << 20).unwrap_err().to_string();
        assert_eq!(error, "a.gz: it unpacks to more than the 1 MB that one file may have; split it");
        let mut cut = gzip(b"The bridge closed on Monday.");
        cut.truncate(15);
        let error = read("a.gz", &cut, &Options::default()).unwrap_err().to_string();
        assert!(error.starts_with("a.gz: the compressed data are damaged"), "{error}");
        assert!(read("a.zst", b"\x28\xb5\x2f\xfdxxxx", &Options::default()).is_err());
    }

    #[test]
    fn does_not_unpack_without_end() {
        let mut packed = b"The bridge closed on Monday.".to_vec();
        for _ in 0..20 {
            packed = gzip(&packed);
        }
        let error = read("a.gz", &packed, &Options::default()).unwrap_err().to_string();
        assert!(error.contains("packed more than"), "{error}");
    }
}
