import { accepted, type ParsedAddress, refused } from './parsed-address.ts';

/** Visible ASCII without / \ ? # and %. */
const SUBSCRIBER_ID = /^[!"$&-.0->@-[\]-~]{1,255}$/;
/** Path segments that URL parsers resolve away. */
const DOT_SEGMENTS = ['.', '..'];

/**
 * The caller's own name for a person: 1 to 255 visible ASCII characters, compared with case. Because
 * it stands in paths (`/subscribers/{subscriberId}/inbox`), it is one path segment whether or not a
 * client encodes it: none of `/ \ ? # %`, and neither `.` nor `..`.
 */
export const parseSubscriberId = (raw: string): ParsedAddress =>
  SUBSCRIBER_ID.test(raw) && !DOT_SEGMENTS.includes(raw)
    ? accepted(raw)
    : refused('A subscriber id has 1 to 255 visible ASCII characters, none of / \\ ? # %.');
