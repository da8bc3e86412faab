//! Articles at `http://` and `https://` addresses.
//!
//! In: an address. Out: what lies there, read as a file is. Bounded in time, size and redirects.
//! Addresses of this machine and of private networks are refused unless allowed, so that an article
//! never makes its reader fetch what only the reader can see: each name is resolved once, the
//! address found is checked, and the connection goes to that very address, at every redirect anew.
//! Sends no cookie, no referrer, and nothing through a proxy.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::Duration;

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, ResponseExt};

use crate::error::Result;
use crate::model::DocumentRole;

use super::{InputFormat, Options, Reading, problem, read};

/// The longest that one address may take, from the look-up of its name to its last byte.
const TIMEOUT: Duration = Duration::from_secs(30);
/// The largest page or file, in bytes after unpacking.
const MAX_FETCHED: u64 = 32 << 20;
/// Redirects that are followed.
const MAX_REDIRECTS: u32 = 5;
const USER_AGENT: &str = concat!("timeline/", env!("CARGO_PKG_VERSION"));
const ACCEPT: &str =
    "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, text/*;q=0.9, */*;q=0.8";

/// How addresses are fetched.
#[derive(Debug, Clone, Default)]
pub struct Fetching {
    /// Also fetches from this machine and from private networks.
    pub allow_private: bool,
    /// What to call ourselves, where the usual name will not do.
    pub user_agent: Option<String>,
}

/// Tells whether a source is an address rather than a file: `scheme://…`.
pub fn is_address(source: &str) -> bool {
    source.split_once("://").is_some_and(|(scheme, _)| {
        scheme.len() >= 2 && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+.-".contains(&byte))
    })
}

/// Fetches what lies at an address and reads it.
///
/// # Errors
///
/// [`Error::Input`](crate::error::Error::Input) when it can't be fetched, with the reason and the
/// remedy, and everything that [`read`] refuses.
pub fn fetch(address: &str, how: &Fetching, options: &Options) -> Result<Reading> {
    let refused = |error: ureq::Error| problem(address, explain(&error));
    let agent_name = how.user_agent.as_deref().unwrap_or(USER_AGENT);
    let mut response = agent(if how.allow_private { |_| true } else { is_public })
        .get(target(address)?)
        .header("user-agent", agent_name)
        .call()
        .map_err(refused)?;
    let landed = response.get_uri().to_string();
    let body = response.body_mut();
    let bytes = body.with_config().limit(MAX_FETCHED).read_to_vec().map_err(refused)?;
    let by_header = || body.mime_type().and_then(InputFormat::of_media_type);
    let is_untold = InputFormat::detect(address, &bytes) == InputFormat::Text;
    let options = Options {
        format: options.format.or_else(|| by_header().filter(|_| is_untold)),
        charset: options.charset.clone().or_else(|| body.charset().map(str::to_owned)),
        ..options.clone()
    };
    let mut reading = read(address, &bytes, &options)?;
    for document in reading.documents.iter_mut().filter(|document| document.role == DocumentRole::Main) {
        document.url.get_or_insert_with(|| landed.clone());
    }
    Ok(reading)
}

fn agent(allowed: fn(IpAddr) -> bool) -> Agent {
    let config = Agent::config_builder()
        .timeout_global(Some(TIMEOUT))
        .max_redirects(MAX_REDIRECTS)
        .max_redirects_will_error(true)
        .proxy(None)
        .accept(ACCEPT)
        .build();
    Agent::with_parts(config, DefaultConnector::default(), CheckedNames { allowed, names: DefaultResolver::default() })
}

/// The address without its fragment, which is the browser's business.
fn target(address: &str) -> Result<&str> {
    let (scheme, _) = address.split_once("://").unwrap_or_default();
    if !["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
        return Err(problem(address, "only http:// and https:// addresses are fetched; download it and give the file"));
    }
    Ok(address.split('#').next().unwrap_or(address))
}

/// Looks names up and lets the allowed ones through.
#[derive(Debug)]
struct CheckedNames {
    allowed: fn(IpAddr) -> bool,
    names: DefaultResolver,
}

/// The address of a name that only this machine or its network sees.
#[derive(Debug, thiserror::Error)]
#[error("{0} is an address of this machine or of a private network")]
struct Private(IpAddr);

impl Resolver for CheckedNames {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.names.resolve(uri, config, timeout)?;
        // A name with one private address among public ones is up to no good.
        match found.iter().map(|socket| socket.ip()).find(|ip| !(self.allowed)(*ip)) {
            Some(private) => Err(ureq::Error::Other(Box::new(Private(private)))),
            None => Ok(found),
        }
    }
}

/// Tells the addresses that mean the same from everywhere (IANA special-purpose registries,
/// RFC 6890, left out).
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let is_carrier = a == 100 && (64..128).contains(&b);
    let is_protocol = (a, b, c) == (192, 0, 0) || (a, b, c) == (192, 88, 99);
    let is_benchmark = a == 198 && (b & 0xfe) == 18;
    let is_special = ip.is_private() || ip.is_loopback() || ip.is_link_local() || ip.is_documentation();
    // 0 is "this network", 224 and above are multicast, reserved and broadcast.
    !(is_special || is_carrier || is_protocol || is_benchmark || a == 0 || a >= 224)
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [a, b, .., g, h] = ip.segments();
    let last = Ipv4Addr::from(u32::from(g) << 16 | u32::from(h));
    match (a, b) {
        // An IPv4 address in IPv6 clothes: by translation, mapped ones among them.
        (0x64, 0xff9b) => ip.segments()[2..6] == [0; 4] && is_public_v4(last),
        (0, 0) => ip.to_ipv4_mapped().is_some_and(is_public_v4),
        // Tunnels hide the address they lead to; 2001:db8 is for documentation.
        (0x2001, 0..0x200 | 0xdb8) | (0x2002, _) | (0x3fff, 0..0x1000) => false,
        (0x2000..0x4000, _) => true,
        _ => false,
    }
}

/// Says what went wrong and what to do about it.
fn explain(error: &ureq::Error) -> String {
    use ureq::Error as E;
    let over = MAX_FETCHED >> 20;
    match error {
        E::Other(other) if other.is::<Private>() => format!("{other}; pass --allow-private if that is meant"),
        E::StatusCode(code @ (404 | 410)) => format!("there is nothing at this address (status {code}); check it"),
        E::StatusCode(code @ 400..500) if *code != 429 => {
            format!("the server refuses the page (status {code}); save it from a browser and add the file")
        }
        E::StatusCode(code) => format!("the server can't serve the page now (status {code}); try again later"),
        E::Timeout(_) => format!("no whole answer within {} seconds; try again later", TIMEOUT.as_secs()),
        E::BodyExceedsLimit(_) => format!("it has more than {over} MB; download it and give the file"),
        E::TooManyRedirects => format!("it leads on more than {MAX_REDIRECTS} times; give the address where it ends"),
        E::BadUri(_) | E::Http(_) => "this is no address that can be fetched; check it".to_owned(),
        E::HostNotFound => "there is no such host; check the address and the connection".to_owned(),
        E::Io(io) if io.kind() == std::io::ErrorKind::ConnectionRefused => {
            "nothing answers at this address; check it and the port".to_owned()
        }
        error => format!("fetching failed ({error}); check the address and the connection"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(public: bool, addresses: &[&str]) {
        for address in addresses {
            assert_eq!(is_public(address.parse().unwrap()), public, "{address}");
        }
    }

    #[test]
    fn tells_public_addresses_from_private_ones() {
        check(true, &["1.1.1.1", "100.63.0.1", "100.128.0.1", "172.32.0.1", "198.20.0.1", "223.255.255.255"]);
        check(true, &["2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::1.1.1.1", "2001:4860::8888"]);
        check(
            false,
            &["0.0.0.0", "10.1.2.3", "127.0.0.1", "127.9.9.9", "169.254.169.254", "172.16.0.1", "192.168.0.1"],
        );
        check(
            false,
            &["100.64.0.1", "100.127.255.255", "192.0.0.8", "192.0.2.1", "198.18.0.1", "224.0.0.1", "255.255.255.255"],
        );
        check(false, &["::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::10.0.0.1"]);
        check(
            false,
            &["fc00::1", "fd12::1", "fe80::1", "fec0::1", "ff02::1", "2001:db8::1", "2002:7f00:1::", "2001::1"],
        );
    }

    #[test]
    fn tells_addresses_from_files() {
        for address in ["https://example.org/a", "HTTP://example.org", "ftp://example.org/a", "file:///etc/passwd"] {
            assert!(is_address(address), "{address}");
        }
        for file in ["a.txt", "/tmp/a.txt", "C://a.txt", "-", "://", "a b://c"] {
            assert!(!is_address(file), "{file}");
        }
    }

    #[test]
    fn each_redirect_is_checked_anew() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        std::thread::spawn(move || {
            let answer =
                format!("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.2:{port}/\r\nContent-Length: 0\r\n\r\n");
            for mut stream in listener.incoming().flatten() {
                let _ = std::io::Write::write_all(&mut stream, answer.as_bytes());
            }
        });
        let only_first = |ip: IpAddr| ip == IpAddr::V4(Ipv4Addr::LOCALHOST);
        let error = agent(only_first).get(format!("http://127.0.0.1:{port}/")).call().unwrap_err();
        assert!(explain(&error).starts_with("127.0.0.2 is an address of this machine"), "{error}");
    }

    #[test]
    fn other_schemes_and_broken_addresses_are_refused() {
        let refused =
            |address: &str| fetch(address, &Fetching::default(), &Options::default()).unwrap_err().to_string();
        assert_eq!(
            refused("file:///etc/passwd"),
            "file:///etc/passwd: only http:// and https:// addresses are fetched; download it and give the file"
        );
        assert!(refused("http://").contains("no address that can be fetched"), "{}", refused("http://"));
        assert!(refused("http://127.0.0.1:9/").contains("pass --allow-private"), "{}", refused("http://127.0.0.1:9/"));
        assert!(refused("http://[::ffff:10.0.0.1]/").contains("pass --allow-private"));
    }
}
