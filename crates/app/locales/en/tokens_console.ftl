# The console's tool API tokens: everybody's.

console-tool-tokens = API tokens
tokens-all-about = Every member’s tokens, newest first. When one was used last is known to the hour.
tokens-own = Make one of your own.
tokens-none = No tokens
tokens-none-text = Nobody has made an API token yet.
tokens-pages = Pages of API tokens
tokens-newest = Newest
tokens-older = Older
