use std::{
    io,
    net::{IpAddr, SocketAddr},
    pin::Pin,
};

use tokio::net::TcpStream;

/// What is waited for.
pub type Pending<'a, T> = Pin<Box<dyn Future<Output = io::Result<T>> + Send + 'a>>;

/// Names and connections.
pub trait Line: Send + Sync {
    /// Every address of a name, looked up now.
    fn look_up<'a>(&'a self, name: &'a str, port: u16) -> Pending<'a, Vec<IpAddr>>;

    /// A connection to exactly that address.
    fn connect(&self, address: SocketAddr) -> Pending<'_, TcpStream>;
}

/// This machine's own.
#[derive(Clone, Copy, Debug)]
pub struct Machine;

impl Line for Machine {
    fn look_up<'a>(&'a self, name: &'a str, port: u16) -> Pending<'a, Vec<IpAddr>> {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name, port)).await?;
            Ok(found.map(|address| address.ip()).collect())
        })
    }

    fn connect(&self, address: SocketAddr) -> Pending<'_, TcpStream> {
        Box::pin(TcpStream::connect(address))
    }
}
