/** Leaving every place but the page that a film may be shown in. */

/** iPhones show a film alone on the screen by a way of their own, and have no other. */
interface OnIphone extends HTMLVideoElement {
  webkitDisplayingFullscreen?: boolean;
  webkitExitFullscreen?: () => void;
}

export function leaveScreens(): void {
  // Both are undefined, and not null, where there is no such thing.
  if (document.fullscreenElement) void document.exitFullscreen();
  if (document.pictureInPictureElement) void document.exitPictureInPicture();
  for (const video of document.querySelectorAll<OnIphone>("video")) {
    if (video.webkitDisplayingFullscreen === true) video.webkitExitFullscreen?.();
  }
}
