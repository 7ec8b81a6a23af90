/** At most so many at once; one more is turned away instead of waiting in memory. */
import { PosternError } from '../contract/errors.ts';

export type Gate = {
  /** A place, to be left exactly once by calling what is returned. @throws BUSY */
  enter(): () => void;
  inside(): number;
};

export function createGate(places: number): Gate {
  let taken = 0;
  return {
    enter() {
      if (taken >= places) throw new PosternError('BUSY', `${places} batches are being screened, the most allowed`);
      taken += 1;
      let left = false;
      return () => {
        if (!left) taken -= 1;
        left = true;
      };
    },
    inside: () => taken,
  };
}
