//! Copies of a text: the same words, or nearly the same.
//!
//! In: text. Out: a [`Fingerprint`] of fixed size that can be stored and compared without the text.
//! Depends on the words alone, not on case, punctuation or layout, and never changes between
//! versions, since databases keep it.

/// Words in a shingle: shorter ones are shared by chance, longer ones do not outlive light editing.
const SHINGLE: usize = 4;
/// Hash functions of the sketch.
const HASHES: usize = 64;
/// Hash values in a band; two texts of resemblance r share a band with probability
/// 1 - (1 - r^4)^16: 0.06 at r = 0.25, 0.64 at 0.5, 0.99 at 0.7.
const ROWS: usize = 4;
/// Resemblance from which two texts are copies of one origin.
const COPY: f64 = 0.5;

/// What a text leaves to compare it by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fingerprint {
    /// Equal for texts of the same words.
    pub exact: u64,
    /// MinHash over shingles of four words (Broder 1997): the share of equal places estimates the
    /// share of common shingles, to about 0.06.
    sketch: [u32; HASHES],
}

impl Fingerprint {
    /// Takes the fingerprint of a text.
    pub fn of(text: &str) -> Self {
        let mut sketch = [u32::MAX; HASHES];
        let mut exact = SEED;
        let mut last = [0; SHINGLE];
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        for (count, word) in words.enumerate() {
            let word = hash(word);
            exact = mix(exact ^ word).wrapping_add(word);
            last.rotate_left(1);
            last[SHINGLE - 1] = word;
            if count + 1 >= SHINGLE {
                let shingle = last.iter().fold(SEED, |shingle, word| mix(shingle ^ word));
                add(&mut sketch, shingle);
            }
        }
        Self { exact, sketch }
    }

    /// Returns the share of four-word shingles that two texts have in common, estimated: 0 to 1.
    pub fn resemblance(&self, other: &Self) -> f64 {
        let pairs = self.sketch.iter().zip(&other.sketch);
        pairs.filter(|(a, b)| a == b && **a != u32::MAX).count() as f64 / HASHES as f64
    }

    /// Tells whether two texts are copies of one origin: the same words, or most of the same.
    pub fn is_copy_of(&self, other: &Self) -> bool {
        self.exact == other.exact || self.resemblance(other) >= COPY
    }

    /// Returns the keys under which to look for copies: two copies share one of them nearly always.
    /// Empty for texts too short to compare.
    pub fn bands(&self) -> Vec<u64> {
        let bands = self.sketch.chunks(ROWS).filter(|rows| rows[0] != u32::MAX).enumerate();
        bands.map(|(band, rows)| rows.iter().fold(mix(band as u64), |key, row| mix(key ^ u64::from(*row)))).collect()
    }

    /// Returns the sketch as bytes to store.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.sketch.iter().flat_map(|value| value.to_le_bytes()).collect()
    }

    /// Puts a fingerprint together again; `None` when the bytes are no sketch.
    pub fn from_bytes(exact: u64, bytes: &[u8]) -> Option<Self> {
        let values: Vec<u32> = bytes.as_chunks().0.iter().map(|value| u32::from_le_bytes(*value)).collect();
        Some(Self { exact, sketch: values.try_into().ok().filter(|_| bytes.len() == 4 * HASHES)? })
    }
}

fn add(sketch: &mut [u32; HASHES], shingle: u64) {
    for (least, (factor, shift)) in sketch.iter_mut().zip(&FUNCTIONS) {
        let value = (shingle.wrapping_mul(*factor).wrapping_add(*shift) >> 32) as u32;
        *least = (*least).min(value);
    }
}

const SEED: u64 = 0x9e37_79b9_7f4a_7c15;

/// An odd factor and a summand for each hash function.
const FUNCTIONS: [(u64, u64); HASHES] = {
    let mut functions = [(0, 0); HASHES];
    let mut place = 0;
    while place < HASHES {
        functions[place] = (mix(SEED.wrapping_mul(place as u64 + 1)) | 1, mix(place as u64 + 1));
        place += 1;
    }
    functions
};

/// FNV-1a over the lower-case word.
fn hash(word: &str) -> u64 {
    let bytes = word.chars().flat_map(char::to_lowercase).flat_map(|c| (c as u32).to_le_bytes());
    bytes
        .filter(|byte| *byte != 0)
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The finaliser of SplitMix64.
const fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str = "The county council will close the old bridge over the Ame on Monday for three months, after \
        engineers found cracks in two of its four piers. Buses will run by way of Lower Ford, which adds twenty minutes \
        to the journey. Shopkeepers in the old town fear for their trade and have asked the council for help. Work \
        begins on 7 July and should end in early October, the council's engineer said, if the rain holds off.";

    #[track_caller]
    fn check(other: &str, copy: bool) {
        let (a, b) = (Fingerprint::of(STORY), Fingerprint::of(other));
        assert_eq!(a.is_copy_of(&b), copy, "resemblance {}", a.resemblance(&b));
        let shared = a.bands().iter().any(|band| b.bands().contains(band));
        assert!(shared || !copy, "copies share a band");
    }

    #[test]
    fn the_same_words_have_the_same_fingerprint() {
        let shouted = STORY.to_uppercase().replace(", ", " -- ");
        assert_eq!(Fingerprint::of(STORY).exact, Fingerprint::of(&shouted).exact);
        assert_ne!(Fingerprint::of(STORY).exact, Fingerprint::of(&STORY.replace("three", "four")).exact);
    }

    #[test]
    fn light_editing_leaves_a_copy() {
        check(&STORY.replace("three months", "ten weeks"), true);
        check(&format!("VALLEY (North Wire) - {STORY} The mayor declined to comment."), true);
        check(STORY.split_once(" Work begins").unwrap().0, true);
    }

    #[test]
    fn another_story_on_the_same_matter_is_no_copy() {
        check(
            "Cracks in two piers have forced the council to shut the bridge across the Ame. It closes on Monday and will \
             stay shut until October. Traders said they would lose custom; a bus by Lower Ford takes twenty minutes more.",
            false,
        );
        check("", false);
        check("The county council", false);
    }

    #[test]
    fn survives_storage_and_never_changes() {
        let fingerprint = Fingerprint::of(STORY);
        assert_eq!(Fingerprint::from_bytes(fingerprint.exact, &fingerprint.to_bytes()), Some(fingerprint));
        assert_eq!(Fingerprint::from_bytes(1, &[1, 2, 3]), None);
        assert_eq!(Fingerprint::of("The council met on Monday.").exact, 5_471_756_879_894_050_574);
    }
}
