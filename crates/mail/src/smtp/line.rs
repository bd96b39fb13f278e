//! What lies under the conversation: bytes, counted, a line at a time.

use std::{
    fmt, io,
    net::SocketAddr,
    pin::Pin,
    task::{Context, Poll, ready},
};

use lettre::transport::smtp::client::AsyncTokioStream;
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
};

/// How much is taken from the socket at once, in bytes.
const AT_ONCE: usize = 4096;

/// A socket that reads so many bytes and no more, and gives out one line at most per
/// read: what a server says in the clear behind its answer to STARTTLS stays here, and
/// so is read as part of the encrypted conversation, where it is no valid record. Who
/// stands between us and the server cannot put words into it beforehand.
pub(super) struct Line {
    socket: TcpStream,
    /// How much more may be read.
    left: usize,
    held: Box<[u8; AT_ONCE]>,
    from: usize,
    to: usize,
}

impl Line {
    pub(super) fn new(socket: TcpStream, most: usize) -> Self {
        Self {
            socket,
            left: most,
            held: Box::new([0; AT_ONCE]),
            from: 0,
            to: 0,
        }
    }

    /// Hands out what is held, up to the end of a line.
    fn give(&mut self, out: &mut ReadBuf<'_>) {
        let held = &self.held[self.from..self.to];
        let line = held.iter().position(|byte| *byte == b'\n');
        let take = line.map_or(held.len(), |at| at + 1).min(out.remaining());
        out.put_slice(&held[..take]);
        self.from += take;
    }
}

impl AsyncRead for Line {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        out: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = &mut *self;
        if this.from == this.to {
            if this.left == 0 {
                let why = "the server said more than is read";
                return Poll::Ready(Err(io::Error::new(io::ErrorKind::InvalidData, why)));
            }
            let room = this.left.min(AT_ONCE);
            let mut fresh = ReadBuf::new(&mut this.held[..room]);
            ready!(Pin::new(&mut this.socket).poll_read(context, &mut fresh))?;
            (this.from, this.to) = (0, fresh.filled().len());
            this.left -= this.to;
        }
        this.give(out);
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Line {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.socket).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_shutdown(context)
    }
}

impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Line")
    }
}

impl AsyncTokioStream for Line {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        self.socket.peer_addr()
    }
}
