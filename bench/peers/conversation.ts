/** A process that is asked in lines of JSON and answers in such lines, one for one. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export type Conversation = {
  /** @throws what the process told under `error`, or that it ended */
  ask(request: object): Promise<unknown>;
  close(): void;
};

/** @param name who is asked, for messages */
export function startConversation(command: string, args: readonly string[], name: string): Conversation {
  const child = spawn(command, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', OMP_WAIT_POLICY: 'passive' },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    ask: async (request) => {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error(`${name} ended`);
      const answer = JSON.parse(value) as { error?: string };
      if (answer.error !== undefined) throw new Error(`${name}: ${answer.error}`);
      return answer;
    },
    close: () => void child.kill(),
  };
}
