//! Connections without TLS, over which the kernel sends files by itself: pieces of films are not
//! copied ([ADR 0064](../../../../docs/adr/0064-mapped-bytes-are-sent-as-files.md)).

use std::{
    io::{self, IoSlice},
    pin::Pin,
    task::{Context, Poll, ready},
};

use rustix::{
    fs::sendfile,
    io::Errno,
    net::{SendAncillaryBuffer, SendFlags, sendmsg},
};
use tokio::{
    io::{AsyncRead, AsyncWrite, Interest, ReadBuf},
    net::TcpStream,
};
use usher_blob::{Origin, origin_of};

/// Fewer bytes of a file than this are copied: another call would cost more.
const WORTH_A_CALL: usize = 16 << 10;

/// A connection that looks at where the bytes lie that it is to send.
pub(super) struct Plain(TcpStream);

impl Plain {
    pub(super) fn new(stream: TcpStream) -> Self {
        Self(stream)
    }

    /// Tries `send` until it did not have to wait.
    fn poll_sending(
        &self,
        context: &mut Context<'_>,
        mut send: impl FnMut(&TcpStream) -> Result<usize, Errno>,
    ) -> Poll<io::Result<usize>> {
        loop {
            ready!(self.0.poll_write_ready(context))?;
            let sent = self
                .0
                .try_io(Interest::WRITABLE, || send(&self.0).map_err(Into::into));
            match sent.as_ref().map_err(io::Error::kind) {
                Err(io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted) => {}
                _ => return Poll::Ready(sent),
            }
        }
    }
}

impl AsyncRead for Plain {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().0).poll_read(context, into)
    }
}

impl AsyncWrite for Plain {
    fn poll_write(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.poll_write_vectored(context, &[IoSlice::new(bytes)])
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let plain = self.get_mut();
        match next(pieces) {
            Next::Bytes => Pin::new(&mut plain.0).poll_write_vectored(context, pieces),
            Next::Head(head) => {
                let more = SendFlags::MORE | SendFlags::NOSIGNAL;
                plain.poll_sending(context, |stream| send(stream, head, more))
            }
            Next::File(origin, piece) => {
                plain.poll_sending(context, |stream| send_file(stream, &origin, piece))
            }
        }
    }

    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().0).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().0).poll_shutdown(context)
    }
}

/// What is to be sent next.
#[derive(Debug)]
pub(super) enum Next<'a, 'bytes> {
    /// All of it, as it is.
    Bytes,
    /// What comes before a piece of a file, and leaves with it.
    Head(&'a [IoSlice<'bytes>]),
    /// A piece of a file.
    File(Origin, &'a IoSlice<'bytes>),
}

pub(super) fn next<'a, 'bytes>(pieces: &'a [IoSlice<'bytes>]) -> Next<'a, 'bytes> {
    let file = pieces.iter().enumerate().find_map(|(at, piece)| {
        let origin = (piece.len() >= WORTH_A_CALL).then(|| origin_of(piece))?;
        Some((at, origin?))
    });
    match file {
        None => Next::Bytes,
        Some((0, origin)) => Next::File(origin, &pieces[0]),
        Some((at, _)) => Next::Head(&pieces[..at]),
    }
}

/// Sends `piece` out of its file; where the file system cannot do that, from memory.
fn send_file(stream: &TcpStream, origin: &Origin, piece: &IoSlice<'_>) -> Result<usize, Errno> {
    let mut offset = origin.offset;
    match sendfile(stream, &*origin.file, Some(&mut offset), piece.len()) {
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => {
            send(stream, &[*piece], SendFlags::NOSIGNAL)
        }
        sent => sent,
    }
}

fn send(stream: &TcpStream, pieces: &[IoSlice<'_>], flags: SendFlags) -> Result<usize, Errno> {
    sendmsg(stream, pieces, &mut SendAncillaryBuffer::default(), flags)
}
