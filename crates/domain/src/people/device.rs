//! How a browser is called in its owner's list of sessions. Two words are kept, never the whole of what the
//! browser says of itself, and no address of the network: enough to know one's own laptop, nothing to follow
//! anybody by.

use crate::names::named;

named! {
    /// A family of browsers.
    pub enum BrowserKind {
        /// Firefox.
        Firefox = "firefox",
        /// Microsoft Edge.
        Edge = "edge",
        /// Opera.
        Opera = "opera",
        /// Samsung Internet.
        Samsung = "samsung",
        /// Chrome and Chromium.
        Chrome = "chrome",
        /// Safari.
        Safari = "safari",
        /// Any other, or a program.
        Other = "other",
    }
}

named! {
    /// What the browser runs on.
    pub enum SystemKind {
        /// Windows.
        Windows = "windows",
        /// An iPhone.
        Iphone = "iphone",
        /// An iPad; newer ones say that they are a Mac.
        Ipad = "ipad",
        /// macOS.
        Mac = "mac",
        /// Android.
        Android = "android",
        /// ChromeOS.
        ChromeOs = "chromeos",
        /// Linux.
        Linux = "linux",
        /// Any other.
        Other = "other",
    }
}

/// A browser on a machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Device {
    /// Which browser.
    pub browser: BrowserKind,
    /// On what.
    pub system: SystemKind,
}

/// What browsers name themselves by, in the order in which they have to be looked for: most of them claim to
/// be others as well.
const BROWSERS: [(&str, BrowserKind); 11] = [
    ("edg/", BrowserKind::Edge),
    ("edga/", BrowserKind::Edge),
    ("edgios/", BrowserKind::Edge),
    ("opr/", BrowserKind::Opera),
    ("samsungbrowser/", BrowserKind::Samsung),
    ("fxios/", BrowserKind::Firefox),
    ("firefox/", BrowserKind::Firefox),
    ("crios/", BrowserKind::Chrome),
    ("chromium/", BrowserKind::Chrome),
    ("chrome/", BrowserKind::Chrome),
    ("safari/", BrowserKind::Safari),
];

const SYSTEMS: [(&str, SystemKind); 8] = [
    ("windows", SystemKind::Windows),
    ("iphone", SystemKind::Iphone),
    ("ipad", SystemKind::Ipad),
    ("macintosh", SystemKind::Mac),
    ("android", SystemKind::Android),
    ("cros", SystemKind::ChromeOs),
    ("linux", SystemKind::Linux),
    ("x11", SystemKind::Linux),
];

fn find<K: Copy>(known: &[(&str, K)], said: &str) -> Option<K> {
    let found = known.iter().find(|(word, _)| said.contains(word));
    found.map(|(_, kind)| *kind)
}

impl Device {
    /// Reads a `User-Agent`. What is not known is *other*, never an error: it is only shown.
    pub fn of(user_agent: &str) -> Self {
        let said: String = user_agent
            .chars()
            .take(512)
            .collect::<String>()
            .to_ascii_lowercase();
        Self {
            browser: find(&BROWSERS, &said).unwrap_or(BrowserKind::Other),
            system: find(&SYSTEMS, &said).unwrap_or(SystemKind::Other),
        }
    }

    /// As it is stored: two words.
    pub fn written(self) -> String {
        format!("{} {}", self.browser, self.system)
    }

    /// What was stored; what a newer version wrote is *other*.
    pub fn read(written: &str) -> Self {
        let (browser, system) = written.split_once(' ').unwrap_or((written, ""));
        Self {
            browser: browser.parse().unwrap_or(BrowserKind::Other),
            system: system.parse().unwrap_or(SystemKind::Other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_known_by_what_they_say_last_not_by_what_they_claim() {
        for (said, browser, system) in [
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0",
                "firefox",
                "linux",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
                "chrome",
                "windows",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0",
                "edge",
                "windows",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
                "safari",
                "mac",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
                "safari",
                "iphone",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/131.0 Mobile/15E148 Safari/604.1",
                "chrome",
                "iphone",
            ),
            (
                "Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36",
                "samsung",
                "android",
            ),
            (
                "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
                "chrome",
                "chromeos",
            ),
            ("curl/8.10.1", "other", "other"),
            ("", "other", "other"),
        ] {
            let device = Device::of(said);
            assert_eq!(
                (device.browser.as_str(), device.system.as_str()),
                (browser, system),
                "{said}"
            );
            assert_eq!(Device::read(&device.written()), device);
        }
    }

    #[test]
    fn what_a_newer_version_wrote_is_another_browser() {
        let device = Device::read("ladybird haiku");
        assert_eq!(
            (device.browser, device.system),
            (BrowserKind::Other, SystemKind::Other)
        );
    }
}
