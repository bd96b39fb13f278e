use crate::names::named;

named! {
    /// What somebody watches on, as coarse as that.
    pub enum Device {
        /// A computer.
        Desktop = "desktop",
        /// A telephone.
        Phone = "phone",
        /// A tablet.
        Tablet = "tablet",
        /// A television, or what plays on one.
        Tv = "tv",
        /// What does not say, or is no browser.
        Other = "other",
    }
}

const TELEVISIONS: [&str; 17] = [
    "smart-tv",
    "smarttv",
    "smart tv",
    "googletv",
    "google tv",
    "android tv",
    "appletv",
    "apple tv",
    "hbbtv",
    "web0s",
    "netcast",
    "bravia",
    "roku",
    "crkey",
    "playstation",
    "xbox",
    "nintendo",
];
const PROGRAMS: [&str; 5] = ["bot", "crawler", "spider", "curl/", "wget/"];
const TABLETS: [&str; 4] = ["ipad", "kindle", "silk/", "playbook"];
const PHONES: [&str; 5] = ["iphone", "ipod", "windows phone", "blackberry", "mobile"];
const COMPUTERS: [&str; 5] = ["windows", "macintosh", "x11", "cros", "linux"];

impl Device {
    /// By what a browser says of itself: `User-Agent`, and `Sec-CH-UA-Mobile` where it is sent. An iPad asks for pages as a
    /// Mac does; the hub's own pages say by `Usher-Touch` that it is touched, as no Mac is.
    pub fn of(agent: Option<&str>, mobile: Option<&str>, touch: Option<&str>) -> Self {
        let agent = agent.unwrap_or_default().to_ascii_lowercase();
        let says = |words: &[&str]| words.iter().any(|word| agent.contains(word));
        let fire_tv = agent.contains("; aft");
        let samsung_tv = agent.contains("tizen") && agent.contains("tv");
        if says(&TELEVISIONS) || fire_tv || samsung_tv {
            return Self::Tv;
        }
        if says(&PROGRAMS) {
            return Self::Other;
        }
        // An Android that is no phone says so by leaving a word out; a computer with a touch screen is no tablet.
        let android_tablet = agent.contains("android") && !agent.contains("mobile");
        let named_tablet = agent.contains("tablet") && !agent.contains("windows");
        let as_a_mac = agent.contains("macintosh") && touch == Some("?1");
        if says(&TABLETS) || android_tablet && mobile != Some("?1") || named_tablet || as_a_mac {
            return Self::Tablet;
        }
        if says(&PHONES) || mobile == Some("?1") {
            return Self::Phone;
        }
        if says(&COMPUTERS) {
            return Self::Desktop;
        }
        Self::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_taken_for_what_it_says_it_is() {
        use Device::{Desktop, Other, Phone, Tablet, Tv};
        let table: [(&str, Option<&str>, Device); 27] = [
            ("", None, Other),
            ("", Some("?1"), Phone),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/131.0.0.0 Safari/537.36",
                Some("?0"),
                Desktop,
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Trident/7.0; Tablet PC 2.0)",
                None,
                Desktop,
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_1) Version/17.1 Safari/605.1.15",
                None,
                Desktop,
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0",
                None,
                Desktop,
            ),
            (
                "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) Chrome/131.0.0.0 Safari/537.36",
                None,
                Desktop,
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Mobile/15E148 Safari/604.1",
                None,
                Phone,
            ),
            (
                "Mozilla/5.0 (iPad; CPU OS 12_5 like Mac OS X) Mobile/15E148 Safari/604.1",
                None,
                Tablet,
            ),
            (
                "Mozilla/5.0 (Linux; Android 10; K) Chrome/131.0.0.0 Mobile Safari/537.36",
                Some("?1"),
                Phone,
            ),
            (
                "Mozilla/5.0 (Linux; Android 10; K) Chrome/131.0.0.0 Safari/537.36",
                Some("?0"),
                Tablet,
            ),
            (
                "Mozilla/5.0 (Linux; Android 10; K) Chrome/131.0.0.0 Safari/537.36",
                Some("?1"),
                Phone,
            ),
            (
                "Mozilla/5.0 (Android 14; Mobile; rv:133.0) Gecko/133.0 Firefox/133.0",
                None,
                Phone,
            ),
            (
                "Mozilla/5.0 (Android 14; Tablet; rv:133.0) Gecko/133.0 Firefox/133.0",
                None,
                Tablet,
            ),
            (
                "Mozilla/5.0 (Linux; Android 11; KFTRWI) Silk/108.4 Safari/537.36",
                None,
                Tablet,
            ),
            (
                "Mozilla/5.0 (Linux; Android 9; AFTMM Build/PS7633) Chrome/108 Mobile",
                None,
                Tv,
            ),
            (
                "Mozilla/5.0 (Linux; Android 12; BRAVIA 4K VH2) Chrome/110.0 Safari/537.36",
                None,
                Tv,
            ),
            (
                "Mozilla/5.0 (SMART-TV; Linux; Tizen 6.0) TV Safari/538.1",
                None,
                Tv,
            ),
            (
                "Mozilla/5.0 (Web0S; Linux/SmartTV) Chrome/94.0 Safari/537.36",
                None,
                Tv,
            ),
            (
                "Mozilla/5.0 (X11; Linux armv7l) CrKey/1.56.500000",
                None,
                Tv,
            ),
            (
                "Mozilla/5.0 (PlayStation 5 3.03) AppleWebKit/605.1.15",
                None,
                Tv,
            ),
            ("Roku/DVP-12.0", None, Tv),
            (
                "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
                None,
                Other,
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/131.0.0.0 Safari/537.36",
                None,
                Desktop,
            ),
            ("curl/8.5.0", None, Other),
            ("VLC/3.0.20 LibVLC/3.0.20", None, Other),
            ("=cmd|' /C calc'!A0", None, Other),
        ];
        for (agent, mobile, device) in table {
            assert_eq!(
                Device::of(Some(agent), mobile, None),
                device,
                "{agent} {mobile:?}"
            );
        }
        assert_eq!(Device::of(None, None, None), Other);
    }

    #[test]
    fn what_asks_as_a_mac_and_is_touched_is_a_tablet() {
        let mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.1 Safari/605.1.15";
        let windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/131.0.0.0 Safari/537.36";
        for (agent, touch, device) in [
            (mac, None, Device::Desktop),
            (mac, Some("?0"), Device::Desktop),
            (mac, Some("?1"), Device::Tablet),
            (windows, Some("?1"), Device::Desktop),
        ] {
            assert_eq!(
                Device::of(Some(agent), None, touch),
                device,
                "{agent} {touch:?}"
            );
        }
    }
}
