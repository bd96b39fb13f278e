/**
 * The key that this browser made for itself: non-extractable, kept in IndexedDB, so that it can sign and nobody can take
 * it along. Where scripts, SubtleCrypto or IndexedDB are missing there is none, and the cookie alone has to do; nor where
 * the browser would lose it sooner than the cookie.
 */

const database = "usher";
const shelf = "keys";
const place = "device";
/** How long (ms) to wait for the browser's storage: some never answer. */
const patience = 3_000;

/** What a proof is for; the server seals its nonces for one of these. */
export type Purpose = "seat" | "session" | "events";

/** `nonce.key.signature` as the server reads it; empty where this browser has no key. */
export async function proof(purpose: Purpose, nonce: string, make = false): Promise<string> {
  try {
    const keys = await inTime(stored(make));
    if (keys === undefined) return "";
    const message = new TextEncoder().encode(`usher device key, ${purpose}: ${nonce}`);
    const [point, signature] = await Promise.all([
      crypto.subtle.exportKey("raw", keys.publicKey),
      crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, keys.privateKey, message),
    ]);
    return [nonce, base64url(point), base64url(signature)].join(".");
  } catch {
    return "";
  }
}

/** What the server wants signed for this session, by purpose; nothing where its seats have no key. */
export async function nonces(): Promise<Partial<Record<Purpose, string>>> {
  const answer = await fetch("/device-key", { headers: { accept: "application/json" }, cache: "no-store" });
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()) as Partial<Record<Purpose, string>>;
}

/** `proved`: the session goes on. `refused`: this is another browser. `unknown`: nobody answered; ask again. */
export async function proveSession(): Promise<"proved" | "refused" | "unknown"> {
  try {
    const { session } = await nonces();
    const text = session === undefined ? "" : await proof("session", session);
    if (text === "") return "refused";
    const answer = await fetch("/device-key", { method: "POST", body: new URLSearchParams({ proof: text }) });
    if (answer.ok) return "proved";
    return [400, 403, 404].includes(answer.status) ? "refused" : "unknown";
  } catch {
    return "unknown";
  }
}

async function stored(make: boolean): Promise<CryptoKeyPair | undefined> {
  const shelves = await settled(indexedDB.open(database, 1), (opening) => { opening.result.createObjectStore(shelf); });
  try {
    const found = await find(shelves);
    if (found !== undefined || !make || forgets()) return found;
    const made = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign"]);
    const change = shelves.transaction(shelf, "readwrite").objectStore(shelf);
    // Another tab may have been quicker; then its key is the browser's.
    await settled(change.add(made, place)).catch(() => undefined);
    return await find(shelves);
  } finally {
    shelves.close();
  }
}

/** Whether what scripts keep goes and cookies stay: Apple's browsers (all on iOS) clear it seven days after the last visit. */
function forgets(): boolean {
  return navigator.vendor.startsWith("Apple");
}

function find(shelves: IDBDatabase): Promise<CryptoKeyPair | undefined> {
  const request = shelves.transaction(shelf).objectStore(shelf).get(place) as IDBRequest<CryptoKeyPair | undefined>;
  return settled(request);
}

function settled<T>(request: IDBRequest<T>, upgrade?: (opening: IDBOpenDBRequest) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => { resolve(request.result); });
    request.addEventListener("error", (event) => {
      event.preventDefault();
      reject(request.error ?? new Error("no storage"));
    });
    if (upgrade === undefined || !(request instanceof IDBOpenDBRequest)) return;
    request.addEventListener("upgradeneeded", () => { upgrade(request); });
    request.addEventListener("blocked", () => { reject(new Error("blocked")); });
  });
}

function inTime<T>(result: Promise<T>): Promise<T | undefined> {
  return Promise.race([result, new Promise<undefined>((resolve) => setTimeout(resolve, patience))]);
}

function base64url(bytes: ArrayBuffer): string {
  const text = btoa(String.fromCharCode(...new Uint8Array(bytes)));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
