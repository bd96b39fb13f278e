/** On every page of the hub: menus, notices, theme, times in the reader's zone, forms that ask first and send once. */

import { guardForms } from "./parts/busy.js";
import { askFirst } from "./parts/confirm.js";
import { watchMenus } from "./parts/menus.js";
import { watchThemeSwitch } from "./parts/theme.js";
import { showTimes } from "./parts/times.js";
import { showWaitingToasts } from "./parts/toast.js";
import { tellZone } from "./parts/zone.js";

askFirst();
watchThemeSwitch();
guardForms();
watchMenus();
showTimes(document);
tellZone();
showWaitingToasts();
document.querySelector<HTMLElement>("[data-focus]")?.focus();
