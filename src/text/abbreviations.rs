//! Word lists of the tokenizer: abbreviations, prefixes, clitics, units, top-level domains.
//!
//! In: a word. Out: what the tokenizer and the sentence splitter need to know of it.
//! The lists are general English; a new abbreviation goes here.

/// How an abbreviation behaves before a full stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Abbreviation {
    /// Stands before a name: "Gen.", "Mr."; never ends a sentence.
    Title,
    /// Only before a number: "No. 5".
    Number,
    /// May end a sentence: "Inc.", "etc.", "Jan.".
    Other,
}

const TITLES: &str = " mr mrs ms messrs mme mlle dr prof gen maj brig col lt capt cpt cmdr cpl sgt pvt adm rev fr hon rep \
    reps sen sens gov lt.gov pres supt amb sec dir asst det insp atty st ste mt ft mssrs pfc vs v drs sr.lt ald ";
const NUMBERS: &str = " no nos art arts p pp fig figs vol vols ch para pt pts op ";
const OTHERS: &str = " inc corp co cos ltd plc bros jr sr esq est dept depts univ assn assoc intl natl govt \
    jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat \
    ave blvd rd hwy rte etc al approx incl excl ext tel cf ca viz eg ie ed eds esp ret est min max mins hrs yrs yr lbs lb oz \
    ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa penn \
    tenn tex va vt wash wis wyo ont que alta sask man cie div mfg bldg ";

/// Returns what kind of abbreviation a word (without its full stop) is.
pub fn kind(word: &str) -> Option<Abbreviation> {
    if word.len() > 6 || !word.is_ascii() {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    let listed = |list: &str| list.split_ascii_whitespace().any(|entry| entry == lower);
    // "mass.", "ill.", "miss." and "no." end sentences; only their capitalised forms are short.
    let capital = word.starts_with(|c: char| c.is_ascii_uppercase());
    if listed(TITLES) {
        return (capital || matches!(&*lower, "vs" | "v")).then_some(Abbreviation::Title);
    }
    if listed(NUMBERS) {
        return Some(Abbreviation::Number);
    }
    let low = matches!(
        &*lower,
        "etc" | "al" | "approx" | "incl" | "excl" | "ext" | "tel" | "cf" | "ca" | "viz" | "eg" | "ie" | "esp"
    );
    (listed(OTHERS) && (capital || low)).then_some(Abbreviation::Other)
}

/// Tells whether a word with inner full stops is an abbreviation: "U.S", "a.m", "Ph.D".
pub fn dotted(word: &str) -> bool {
    let mut parts = word.split('.');
    parts.all(|part| part.chars().nth(1).is_none())
        || word.split_once('.').is_some_and(|(head, tail)| dotted_pair(head, tail))
}

/// Tells whether two parts make a known abbreviation that mixes lengths.
pub fn dotted_pair(head: &str, tail: &str) -> bool {
    matches!(
        (head, tail),
        ("Ph", "D")
            | ("M", "Sc")
            | ("B", "Sc")
            | ("Lt", "Col")
            | ("Lt", "Gen")
            | ("Maj", "Gen")
            | ("Brig", "Gen")
            | ("Lt", "Gov")
    )
}

const PREFIXES: &str = " non e re anti co pre mid pro cross post over semi multi ex sub counter mini inter neo socio psycho intra \
    micro un pan trans ultra super vice arch proto pseudo quasi hyper al el ";

/// Tells whether a hyphen after this word does not part it from what follows: "non-stop", "al-Assad".
pub fn is_prefix(word: &str) -> bool {
    word.len() <= 7 && PREFIXES.split_ascii_whitespace().any(|prefix| prefix.eq_ignore_ascii_case(word))
}

/// Returns where a word falls into two without an apostrophe: "can|not", "gon|na".
pub fn contraction(word: &str) -> Option<usize> {
    let cuts = [("cannot", 3), ("gonna", 3), ("wanna", 3), ("gotta", 3), ("gimme", 3), ("lemme", 3)];
    cuts.iter().find(|(whole, _)| whole.eq_ignore_ascii_case(word)).map(|(_, cut)| *cut)
}

/// Tells whether these letters after an apostrophe are a clitic.
pub fn is_clitic(letters: &str) -> bool {
    ["s", "m", "d", "re", "ve", "ll"].iter().any(|clitic| clitic.eq_ignore_ascii_case(letters))
}

/// Tells whether these letters after an apostrophe are a word clipped at its front.
pub fn is_clipped(word: &str) -> bool {
    ["em", "til", "tis", "twas", "cause", "bout", "round", "n"].iter().any(|clipped| clipped.eq_ignore_ascii_case(word))
}

/// Tells whether letters after a number are a unit, which stands alone.
pub fn is_unit(letters: &str) -> bool {
    const UNITS: &str = " m k b bn mn mln tn am pm mm cm km kg g mg ml kw mw gw kwh mwh ft in lb lbs oz mph kph km/h gb mb kb tb hz khz \
        mhz ghz hrs hr min mins sec secs yr yrs x f c p ";
    let lower = letters.to_ascii_lowercase();
    UNITS.split_ascii_whitespace().any(|unit| unit == lower)
        && !matches!(letters, "B" | "C" | "F" | "X" | "G" | "P" | "I")
}

/// Tells whether a lower-case word is a domain name, perhaps with a path: "example.com/news".
pub fn is_domain(word: &str) -> bool {
    const TOP: &str = " com org net gov edu mil info biz tv uk us eu de fr ru ua ca au in cn jp br za ";
    let host = word.split('/').next().unwrap_or(word);
    let Some((name, top)) = host.rsplit_once('.') else { return false };
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'));
    plain
        && name.len() > 1
        && !name.ends_with('.')
        && !name.contains("..")
        && TOP.split_ascii_whitespace().any(|entry| entry == top)
        && (top.len() > 2 || name.contains('.') && name.len() > 3 || host.len() < word.len())
}

/// Tells whether a run of marks is an emoticon.
pub fn is_emoticon(chunk: &str) -> bool {
    matches!(
        chunk,
        ":)" | ":("
            | ";)"
            | ":-)"
            | ":-("
            | ";-)"
            | ":D"
            | ":P"
            | "(:"
            | "=)"
            | ":/"
            | ":p"
            | "^_^"
            | "<3"
            | "[...]"
            | "[…]"
    )
}
