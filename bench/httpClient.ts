/** A lean keep-alive client, the same for ours and for the peers: what is measured is the service. */
import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** @throws when the status is not 200 */
export function post(url: string, type: string, body: Buffer | string): Promise<Buffer> {
  const headers = { 'content-type': type, accept: type, 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const answer = Buffer.concat(parts);
        if (response.statusCode === 200) resolve(answer);
        else reject(new Error(`${response.statusCode}: ${answer.toString('utf8').slice(0, 300)}`));
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
