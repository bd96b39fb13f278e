use std::net::{IpAddr, SocketAddr};

use http::{HeaderValue, Uri};
use rustls::pki_types::ServerName;
use url::{Host, Url};
use usher_domain::reach::{PrivateAddresses, is_public};

use crate::{Outbound, Trouble};

/// Where a request goes, as its address says.
pub(crate) struct Target {
    pub(crate) is_encrypted: bool,
    host: Host,
    port: u16,
    /// What the header `Host` says.
    pub(crate) authority: HeaderValue,
    /// Path and query.
    pub(crate) path: Uri,
}

impl Target {
    /// Reads the address as browsers do, so that every way to write one number is that number.
    pub(crate) fn read(uri: &Uri) -> Result<Self, Trouble> {
        let no_address = || Trouble::NoAddress(uri.to_string().chars().take(200).collect());
        let url = Url::parse(&uri.to_string()).map_err(|_| no_address())?;
        let is_encrypted = match url.scheme() {
            "https" => true,
            "http" => false,
            _ => return Err(no_address()),
        };
        if !url.username().is_empty() || url.password().is_some() {
            return Err(no_address());
        }
        let host = url.host().ok_or_else(no_address)?.to_owned();
        let port = url.port_or_known_default().ok_or_else(no_address)?;
        let authority = match url.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_string(),
        };
        let path = &url[url::Position::BeforePath..url::Position::AfterQuery];
        Ok(Self {
            is_encrypted,
            authority: HeaderValue::from_str(&authority).map_err(|_| no_address())?,
            path: path.parse().map_err(|_| no_address())?,
            host,
            port,
        })
    }

    /// Whose certificate is expected.
    pub(crate) fn server(&self) -> Result<ServerName<'static>, Trouble> {
        let name = match &self.host {
            Host::Domain(name) => ServerName::try_from(name.clone()),
            Host::Ipv4(v4) => return Ok(ServerName::from(IpAddr::V4(*v4))),
            Host::Ipv6(v6) => return Ok(ServerName::from(IpAddr::V6(*v6))),
        };
        name.map_err(|error| Trouble::NotSecure(error.to_string()))
    }

    /// The addresses that it may be connected by, looked up now; at least one.
    pub(crate) async fn addresses(
        &self,
        by: &Outbound,
        permitted: &PrivateAddresses,
    ) -> Result<Vec<SocketAddr>, Trouble> {
        let found = match &self.host {
            Host::Ipv4(v4) => vec![IpAddr::V4(*v4)],
            Host::Ipv6(v6) => vec![IpAddr::V6(*v6)],
            Host::Domain(name) => {
                let unknown = |why: String| Trouble::UnknownName(name.clone(), why);
                let found = by.line.look_up(name, self.port).await;
                found.map_err(|error| unknown(error.to_string()))?
            }
        };
        let mut refused = None;
        let mut may = Vec::new();
        for ip in found {
            let address = SocketAddr::new(ip.to_canonical(), self.port);
            match self.check(address, permitted) {
                Ok(()) if !may.contains(&address) => may.push(address),
                Ok(()) => {}
                Err(trouble) => refused = refused.or(Some(trouble)),
            }
        }
        match (may.is_empty(), refused) {
            (false, _) => Ok(may),
            (true, Some(trouble)) => Err(trouble),
            (true, None) => Err(Trouble::UnknownName(self.host.to_string(), String::new())),
        }
    }

    /// Whether a connection may go there.
    pub(crate) fn check(
        &self,
        address: SocketAddr,
        permitted: &PrivateAddresses,
    ) -> Result<(), Trouble> {
        if !permitted.permit(address) {
            Err(Trouble::NotPermitted(address.ip()))
        } else if !self.is_encrypted && is_public(address.ip()) {
            Err(Trouble::InTheClear(address.ip()))
        } else {
            Ok(())
        }
    }
}
