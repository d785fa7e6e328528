import { ServerConnection } from '@jupyterlab/services';

import { Client } from '../../api/client';

/** A client whose every request gets one answer; collects the requests. */
function clientOf(answer: () => Promise<Response>) {
  const requests: Request[] = [];
  const settings = ServerConnection.makeSettings({
    baseUrl: 'http://localhost:8888/user/me/',
    fetch: (input: RequestInfo | URL) => {
      requests.push(input as Request);
      return answer();
    }
  });
  return { client: new Client(settings), requests };
}

function answering(body: unknown, status = 200) {
  return clientOf(() => Promise.resolve(Response.json(body, { status })));
}

describe('a request', () => {
  it('goes below the base URL, without what has no value', async () => {
    const { client, requests } = answering({ runs: [], next_cursor: null });
    await client.runs({ path: 'a b.ipynb', state: null, limit: 5 });
    expect(requests[0]?.url).toBe(
      'http://localhost:8888/user/me/mlops/api/v1/runs?path=a+b.ipynb&limit=5'
    );
  });

  it('carries a new run as JSON', async () => {
    const { client, requests } = answering({ id: '01' }, 201);
    await client.start({ path: 'a.ipynb', parameters: { alpha: 0.5 } });
    expect(requests[0]?.method).toBe('POST');
    expect(await requests[0]?.json()).toEqual({
      path: 'a.ipynb',
      parameters: { alpha: 0.5 }
    });
  });
});

describe('a failure', () => {
  it('carries code, message, hint and status', async () => {
    const reply = { code: 'not_found', message: 'no run', hint: 'look' };
    const { client } = answering(reply, 404);
    await expect(client.run('01')).rejects.toMatchObject({
      ...reply,
      status: 404
    });
  });

  it('of a proxy shows its status', async () => {
    const { client } = clientOf(() =>
      Promise.resolve(
        new Response('<html>', { status: 502, statusText: 'Bad Gateway' })
      )
    );
    await expect(client.run('01')).rejects.toMatchObject({
      code: 'http',
      message: '502 Bad Gateway'
    });
  });

  it('of the network is told as such', async () => {
    const { client } = clientOf(() => Promise.reject(new TypeError('offline')));
    await expect(client.run('01')).rejects.toMatchObject({
      code: 'network',
      status: 0
    });
  });
});
