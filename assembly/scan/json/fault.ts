// How a slow path says what is wrong: it stores the status bit in the frame and returns address 0.

import { FRAME_FAULT } from '../../generated/scan';

@inline
export function fault(frame: usize, status: u32): usize {
  store<u32>(frame, status, FRAME_FAULT);
  return 0;
}
