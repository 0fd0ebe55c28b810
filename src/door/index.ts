export {
  DIVISOR,
  type Door,
  LARGEST,
  type Loose,
  type Names,
  type NumberRule,
  openDoor,
  type Path,
  type Range,
  TIME_NORM,
} from "./door.js";
