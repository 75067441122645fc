import assert from 'node:assert/strict';
import { externalAddress } from '../../../../src/editor/platform/externalAddress';

const TOKEN = '/sign/5d%2F8e?t=a%2Bb%3D%26c&next=%2Fdone#page%202';

describe('The address for the person’s browser', () => {
  it('is the same where nothing stands between', async () => {
    const url = `https://app.jsign.com${TOKEN}`;
    assert.equal(await externalAddress(url, (origin) => Promise.resolve(origin)), url);
  });

  it('goes through a tunnel to another port', async () => {
    const made = await externalAddress(`http://127.0.0.1:4000${TOKEN}`, () =>
      Promise.resolve('http://127.0.0.1:51234/'),
    );
    assert.equal(made, `http://127.0.0.1:51234${TOKEN}`);
  });

  it('goes below the path of a proxy, with every percent sign where it was', async () => {
    const asked: string[] = [];
    const made = await externalAddress(`http://127.0.0.1:4000${TOKEN}`, (origin) => {
      asked.push(origin);
      return Promise.resolve('http://host.example:8080/proxy/4000/');
    });
    assert.equal(made, `http://host.example:8080/proxy/4000${TOKEN}`);
    assert.deepEqual(asked, ['http://127.0.0.1:4000/'], 'the secret part is shown to nobody');
  });

  it('keeps what the tunnel itself wants in the query', async () => {
    const made = await externalAddress('http://127.0.0.1:4000/s?t=1', () =>
      Promise.resolve('https://t.example/?tkn=9'),
    );
    assert.equal(made, 'https://t.example/s?tkn=9&t=1');
  });
});
