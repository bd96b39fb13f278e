//! Reading and writing through a digest.

use std::io::{self, Read, Write};

use sha2::{Digest, Sha256};

/// Passes everything on, and knows the digest and the length of what passed.
pub(super) struct Digesting<T> {
    pub(super) inner: T,
    digest: Sha256,
    bytes: u64,
}

impl<T> Digesting<T> {
    pub(super) fn new(inner: T) -> Self {
        Self {
            inner,
            digest: Sha256::new(),
            bytes: 0,
        }
    }

    /// The digest in hexadecimal, and how many bytes it is of.
    pub(super) fn told(&self) -> (String, u64) {
        let digest: [u8; 32] = self.digest.clone().finalize().into();
        (hex(&digest), self.bytes)
    }

    fn passed(&mut self, bytes: &[u8]) {
        self.digest.update(bytes);
        self.bytes += bytes.len() as u64;
    }
}

impl<T: Read> Read for Digesting<T> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.passed(&buffer[..length]);
        Ok(length)
    }
}

impl<T: Write> Write for Digesting<T> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let length = self.inner.write(buffer)?;
        self.passed(&buffer[..length]);
        Ok(length)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// A digest as people write it.
pub(super) fn hex(digest: &[u8; 32]) -> String {
    usher_blob::Sha256(*digest).to_string()
}
