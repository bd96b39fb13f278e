//! TLS for those who have no proxy in front: a certificate and its key in two PEM files,
//! which may be replaced while the server runs.

mod door;
mod pair;
mod renewal;

use std::{path::PathBuf, sync::Arc};

use rustls::crypto::{CryptoProvider, aws_lc_rs};

pub(crate) use self::{
    door::{Door, Spoken},
    pair::{Pair, Unusable},
    renewal::Renewal,
};

#[cfg(test)]
pub(crate) use self::pair::tests::made;

/// Where the two files are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TlsFiles {
    /// The certificate, and behind it those of whoever signed it.
    pub(crate) certificate: PathBuf,
    /// Its private key.
    pub(crate) key: PathBuf,
}

/// The one that everything here uses, named, since several may be built in.
pub(crate) fn provider() -> Arc<CryptoProvider> {
    Arc::new(aws_lc_rs::default_provider())
}
