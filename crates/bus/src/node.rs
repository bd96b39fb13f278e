//! Carrying rings between nodes.

use std::{fmt, future::Future, pin::pin, time::Duration};

use tokio::time::{self, Instant, MissedTickBehavior};

use crate::{
    Bus, Reach,
    message::{MOST_TOPICS, Message, NodeId, Told},
    neighbours::Neighbours,
};

/// How often a node says that it is there.
const BEAT: Duration = Duration::from_millis(500);
/// How long it takes at most until a node hears its own beat: else it hears nobody.
const ECHO: Duration = Duration::from_millis(1200);
/// How long after a broken line the next is tried.
const AGAIN: Duration = Duration::from_millis(250);
/// How long a line may take to be there, or to take what is said.
const PATIENCE: Duration = Duration::from_secs(1);

/// What carries words between nodes: PostgreSQL's LISTEN and NOTIFY, or another
/// channel where everybody, the speaker too, hears what was said.
pub trait Exchange: Send + Sync {
    /// An open line.
    type Line: Line;

    /// Opens a line that hears from now on.
    fn dial(&self) -> impl Future<Output = Result<Self::Line, Broken>> + Send;

    /// Says something to all other nodes while no line is up, by another way.
    fn say_otherwise(&self, words: String) -> impl Future<Output = Result<(), Broken>> + Send;
}

/// One node's end of a channel.
pub trait Line: Send {
    /// Says something to everybody.
    fn say(&mut self, words: String) -> impl Future<Output = Result<(), Broken>> + Send;

    /// Waits for what is said next. May be given up and called again without losing
    /// anything.
    fn hear(&mut self) -> impl Future<Output = Result<String, Broken>> + Send;
}

/// A line that is no more, and why.
#[derive(Clone, Debug)]
pub struct Broken(pub String);

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// This node among the others.
///
/// What is rung here is told to the others, and what they ring rings here. Nothing
/// is lost for long: while the line is down, and whenever a node falls silent
/// without a goodbye, everything here is rung, and [`Bus::reach`] says that one has
/// to look often.
pub struct Node<X> {
    bus: Bus,
    id: NodeId,
    exchange: X,
    neighbours: Neighbours,
    /// Whether it is in the log that nobody is heard.
    is_said: bool,
}

/// Why a conversation ended.
enum Ended {
    Asked,
    Broken(Broken),
}

impl<X: Exchange> Node<X> {
    /// Begins to keep what is rung on `bus` for the others. Nothing is heard before
    /// [`Node::run`].
    pub fn new(bus: Bus, id: NodeId, exchange: X) -> Self {
        bus.go_abroad();
        Self {
            bus,
            id,
            exchange,
            neighbours: Neighbours::default(),
            is_said: false,
        }
    }

    /// Talks and listens until asked to stop.
    pub async fn run(mut self, asked_to_stop: impl Future<Output = ()>) {
        let mut asked_to_stop = pin!(asked_to_stop);
        loop {
            let broken = tokio::select! {
                () = &mut asked_to_stop => return self.goodbye().await,
                line = dial(&self.exchange) => match line {
                    Ok(line) => match self.talk(line, asked_to_stop.as_mut()).await {
                        Ended::Asked => return,
                        Ended::Broken(broken) => broken,
                    },
                    Err(broken) => broken,
                }
            };
            self.cut(&broken);
            tokio::select! {
                () = &mut asked_to_stop => return self.goodbye().await,
                () = self.wait() => {}
            }
        }
    }

    async fn talk(
        &mut self,
        mut line: X::Line,
        mut asked_to_stop: std::pin::Pin<&mut impl Future<Output = ()>>,
    ) -> Ended {
        let mut beat = time::interval(BEAT);
        beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut echoed = Instant::now();
        loop {
            let done = tokio::select! {
                () = &mut asked_to_stop => {
                    // What cannot be said now is what the silence afterwards stands for.
                    while let Some(told) = self.bus.outbox().take(MOST_TOPICS) {
                        if self.say(&mut line, told).await.is_err() {
                            return Ended::Asked;
                        }
                    }
                    let _ = self.say(&mut line, Told::Bye).await;
                    return Ended::Asked;
                }
                heard = line.hear() => heard.map(|words| self.heard(&words, &mut echoed)),
                () = self.bus.outbox().filled() => self.tell(&mut line).await,
                _ = beat.tick() => {
                    if self.neighbours.silent(Instant::now()) {
                        self.bus.ring_everything();
                    }
                    metrics::gauge!("usher_bus_neighbours").set(self.neighbours.count());
                    if echoed.elapsed() > ECHO {
                        Err(Broken("what is said is not heard".into()))
                    } else {
                        self.say(&mut line, Told::Beat).await
                    }
                }
            };
            if let Err(broken) = done {
                return Ended::Broken(broken);
            }
        }
    }

    fn heard(&mut self, words: &str, echoed: &mut Instant) {
        let Some(Message { from, told }) = Message::read(words) else {
            return;
        };
        let now = Instant::now();
        if from == self.id {
            *echoed = now;
            if self.bus.set_reach(Reach::Whole) != Reach::Whole {
                self.is_said = false;
                tracing::info!("other nodes can be heard");
                // Nobody knows what rang meanwhile.
                self.bus.ring_everything();
            }
            return;
        }
        if told == Told::Bye {
            self.neighbours.left(from);
        } else {
            self.neighbours.heard(from, now);
        }
        match told {
            Told::Rings(topics) => self.bus.ring_here(&topics),
            Told::Everything => self.bus.ring_everything(),
            Told::Beat | Told::Bye => {}
        }
    }

    /// Tells what waits, as many messages as it takes.
    async fn tell(&self, line: &mut X::Line) -> Result<(), Broken> {
        while let Some(told) = self.bus.outbox().take(MOST_TOPICS) {
            if let Err(broken) = self.say(line, told.clone()).await {
                self.bus.outbox().put_back(told);
                return Err(broken);
            }
        }
        Ok(())
    }

    async fn say(&self, line: &mut X::Line, told: Told) -> Result<(), Broken> {
        in_time(line.say(self.message(told))).await
    }

    fn message(&self, told: Told) -> String {
        let from = self.id;
        Message { from, told }.to_string()
    }

    /// Nobody is heard from now on.
    fn cut(&mut self, broken: &Broken) {
        self.neighbours.forget_all();
        metrics::gauge!("usher_bus_neighbours").set(0.0);
        if self.bus.set_reach(Reach::Cut) != Reach::Cut {
            self.bus.ring_everything();
        }
        if !std::mem::replace(&mut self.is_said, true) {
            tracing::warn!(why = %broken, "other nodes are not heard; what is open looks often");
        }
    }

    /// A pause before the next line, in which what rings is told by another way.
    async fn wait(&self) {
        let mut over = pin!(time::sleep(AGAIN));
        loop {
            tokio::select! {
                () = &mut over => return,
                () = self.tell_otherwise() => {}
            }
        }
    }

    async fn tell_otherwise(&self) {
        let outbox = self.bus.outbox();
        let Some(told) = outbox.take(MOST_TOPICS) else {
            return outbox.filled().await;
        };
        // Given up half-way, it is not known to have been told.
        let told = Kept {
            bus: &self.bus,
            told: Some(told),
        };
        let Some(words) = told.told.clone().map(|told| self.message(told)) else {
            return;
        };
        match in_time(self.exchange.say_otherwise(words)).await {
            Ok(()) => told.was_told(),
            Err(broken) => {
                tracing::debug!(why = %broken, "other nodes could not be told either");
                drop(told);
                // The database is away: what could not be told has not changed anything since.
                std::future::pending::<()>().await;
            }
        }
    }

    /// Tells what is left, where no line is up.
    async fn goodbye(&self) {
        while let Some(told) = self.bus.outbox().take(MOST_TOPICS) {
            let told = self.message(told);
            if in_time(self.exchange.say_otherwise(told)).await.is_err() {
                return;
            }
        }
        let bye = self.message(Told::Bye);
        // Whoever does not hear it finds out by the silence.
        let _ = in_time(self.exchange.say_otherwise(bye)).await;
    }
}

/// Something being told, which goes back into the outbox if that is given up.
struct Kept<'a> {
    bus: &'a Bus,
    told: Option<Told>,
}

impl Kept<'_> {
    fn was_told(mut self) {
        self.told = None;
    }
}

impl Drop for Kept<'_> {
    fn drop(&mut self) {
        if let Some(told) = self.told.take() {
            self.bus.outbox().put_back(told);
        }
    }
}

async fn dial<X: Exchange>(exchange: &X) -> Result<X::Line, Broken> {
    in_time(exchange.dial()).await
}

async fn in_time<T>(work: impl Future<Output = Result<T, Broken>>) -> Result<T, Broken> {
    let late = |_| Err(Broken("it took too long".into()));
    time::timeout(PATIENCE, work).await.unwrap_or_else(late)
}
