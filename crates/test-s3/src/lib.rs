//! A server that speaks the S3 API, for tests: s3s-fs on a folder of its own, in a thread of its own. It
//! checks signatures as any other does, and can be away for a while.

use std::{
    io,
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    thread::{self, JoinHandle},
};

use hyper_util::rt::TokioIo;
use s3s::{
    auth::SimpleAuth,
    service::{S3Service, S3ServiceBuilder},
};
use s3s_fs::FileSystem;
use tempfile::TempDir;
use tokio::runtime;
use tokio_util::sync::CancellationToken;

/// The id of the key that it knows.
pub const ACCESS_KEY: &str = "AKUSHERTEST";
/// That key.
pub const SECRET_KEY: &str = "a-secret-of-tests";
/// The bucket that it has.
pub const BUCKET: &str = "usher-media";

/// A running server; it ends when this is dropped, and its objects go with it.
#[derive(Debug)]
pub struct Server {
    folder: TempDir,
    address: SocketAddr,
    running: Option<Running>,
}

#[derive(Debug)]
struct Running {
    stop: CancellationToken,
    thread: JoinHandle<()>,
}

impl Server {
    /// Starts one with an empty bucket.
    pub fn start() -> io::Result<Self> {
        let folder = tempfile::tempdir()?;
        std::fs::create_dir(folder.path().join(BUCKET))?;
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?;
        let running = Some(Running::on(folder.path(), listener)?);
        Ok(Self {
            folder,
            address,
            running,
        })
    }

    /// Where it listens: `http://127.0.0.1:…`.
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Lets nobody in any more, until [`Server::comes_back`].
    pub fn goes_away(&mut self) {
        self.running = None;
    }

    /// Listens again where it did, with what it had.
    pub fn comes_back(&mut self) -> io::Result<()> {
        let listener = TcpListener::bind(self.address)?;
        self.running = Some(Running::on(self.folder.path(), listener)?);
        Ok(())
    }

    /// Where an object lies, whether it is there or not.
    pub fn object(&self, key: &str) -> PathBuf {
        self.folder.path().join(BUCKET).join(key)
    }

    /// The names of all objects below a folder such as `blobs`.
    pub fn objects(&self, folder: &str) -> Vec<String> {
        let found = std::fs::read_dir(self.object(folder)).into_iter().flatten();
        let names = found.flatten().map(|item| item.file_name());
        let mut names: Vec<_> = names.filter_map(|name| name.into_string().ok()).collect();
        names.sort();
        names
    }
}

impl Running {
    fn on(folder: &Path, listener: TcpListener) -> io::Result<Self> {
        let files =
            FileSystem::new(folder).map_err(|error| io::Error::other(format!("{error:?}")))?;
        let mut service = S3ServiceBuilder::new(files);
        service.set_auth(SimpleAuth::from_single(ACCESS_KEY, SECRET_KEY));
        let service = service.build();
        let runtime = runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        listener.set_nonblocking(true)?;
        let stop = CancellationToken::new();
        let asked = stop.clone();
        let thread = thread::spawn(move || {
            runtime.block_on(async {
                let Ok(listener) = tokio::net::TcpListener::from_std(listener) else {
                    return;
                };
                asked.run_until_cancelled(serve(listener, service)).await;
            });
        });
        Ok(Self { stop, thread })
    }
}

async fn serve(listener: tokio::net::TcpListener, service: S3Service) {
    while let Ok((stream, _)) = listener.accept().await {
        let service = service.clone();
        tokio::spawn(async move {
            let connection = hyper::server::conn::http1::Builder::new()
                .serve_connection(TokioIo::new(stream), service);
            // Whoever hangs up is no news.
            let _ = connection.await;
        });
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.cancel();
        while !self.thread.is_finished() {
            thread::yield_now();
        }
    }
}
