// clauses S-9.4 and S-22.6
import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../../../src/engine.js';
import { controlMail, releaseMail } from '../../../src/haraka/mail-control.js';
import type { MailExchanger } from '../../../src/haraka/haraka-objects.js';
import { standInMail, standInPlugin, standInSocket, textsOf } from './stand-ins.js';
import type { StandInMail, StandInSocket } from './stand-ins.js';

const engine = compilePolicy({
  addressLists: { partners: 'partner.example' },
  orgUnits: [{ path: '/', settings: [{ id: 'partners', appliesTo: ['outbound'], addressLists: ['partners'] }] }],
});

function controlled(hosts: readonly MailExchanger[], changes: Parameters<typeof standInMail>[0] = {}, ca?: string): StandInMail {
  const mail = standInMail({ hosts, ...changes });
  const decision = engine.evaluate({ envelope: { mailFrom: mail.todo.mail_from.address, rcptTo: mail.todo.rcpt_to.map(({ address }) => address) } }, 'outbound');
  controlMail(mail, { plugin: standInPlugin(), decision, constraints: decision.constraints, ca });
  mail.found_mx(hosts);
  mail.calls.length = 0;
  return mail;
}

/** A connection to the host that is tried. */
function connect(mail: StandInMail, mx: MailExchanger): StandInSocket {
  const socket = standInSocket();
  mail.try_deliver_host_on_socket(mx, mx.exchange!, 25, socket);
  return socket;
}

const NO_TLS = 'No TLS available but required by configuration.';
const ONE: MailExchanger = { exchange: '192.0.2.1', from_dns: 'mx1.partner.example' };
const TWO: MailExchanger = { exchange: '192.0.2.2', from_dns: 'mx2.partner.example' };

describe('an attempt', () => {
  it('demands STARTTLS of every host', () => {
    expect(controlled([ONE]).get_force_tls(ONE)).toBe(true);
  });

  it('goes on to the next host where one has no STARTTLS, and bounces when all are tried', () => {
    const mail = controlled([ONE, TWO]);
    mail.try_deliver();
    connect(mail, ONE);
    mail.temp_fail(NO_TLS);
    expect(mail.calls.map(([method, host]) => [method, host])).toEqual([['try_deliver', '192.0.2.1'], ['try_deliver_host_on_socket', ONE], ['try_deliver', '192.0.2.2']]);
    connect(mail, TWO);
    mail.temp_fail(NO_TLS);
    const [last] = mail.calls.slice(-1);
    expect(last!.slice(0, 2)).toEqual(['bounce', '550 5.7.10 Secure transport required: starttls-not-supported: required TLS, found no TLS (setting partners)']);
    expect(mail.todo.rcpt_to[0]).toMatchObject({ dsn_action: 'failed', dsn_status: '5.7.10', dsn_remote_mta: 'dns; mx1.partner.example', dsn_smtp_code: 550, dsn_smtp_extc: '5.7.10', dsn_code: undefined });
    expect(textsOf(mail.logged)).toEqual([expect.stringMatching(/^mx1\.partner\.example: starttls-not-supported/), expect.stringMatching(/^mx2\.partner\.example: starttls-not-supported/)]);
  });

  it('knows the host by its domain where that has no MX record, and one of several addresses is enough', () => {
    const addresses = [{ exchange: '2001:db8::1', from_dns: 'partner.example' }, { exchange: '192.0.2.1', from_dns: 'partner.example' }];
    const mail = controlled(addresses);
    mail.try_deliver();
    mail.try_deliver();
    connect(mail, addresses[1]!);
    mail.temp_fail(NO_TLS);
    expect(mail.calls.at(-1)![0]).toBe('bounce');
    expect(mail.todo.rcpt_to[0]).toMatchObject({ dsn_remote_mta: 'dns; partner.example' });
  });

  it('leaves the retry rules in force where a host was not reached', () => {
    const mail = controlled([ONE, TWO]);
    mail.try_deliver();
    connect(mail, ONE);
    mail.temp_fail(NO_TLS);
    mail.try_deliver();
    expect(mail.calls.at(-1)!.slice(0, 2)).toEqual(['temp_fail', 'Tried all MXs']);
  });

  it('leaves them in force where the address of a host could not be found', () => {
    const mail = controlled([{ exchange: 'mx1.partner.example', from_dns: 'partner.example' }, { exchange: 'mx3.partner.example', from_dns: 'partner.example' }]);
    mail.mxlist = [ONE];
    mail.try_deliver();
    connect(mail, ONE);
    mail.temp_fail(NO_TLS);
    expect(mail.calls.at(-1)!.slice(0, 2)).toEqual(['temp_fail', 'Tried all MXs']);
  });

  it('leaves them in force where a host failed for now', () => {
    const mail = controlled([ONE]);
    mail.try_deliver();
    connect(mail, ONE);
    mail.temp_fail('Upstream error: 451 4.7.1 later', { mx: ONE });
    expect(mail.calls.at(-1)).toEqual(['temp_fail', 'Upstream error: 451 4.7.1 later', { mx: ONE }]);
    // What Haraka makes of too many attempts is its own.
    mail.bounce('Too many failures');
    expect(mail.calls.at(-1)).toEqual(['bounce', 'Too many failures', undefined]);
  });

  it('goes on to the next host where STARTTLS was refused, for now or for good', () => {
    for (const [code, method] of [['454', 'temp_fail'], ['502', 'bounce']] as const) {
      const mail = controlled([ONE, TWO]);
      mail.try_deliver();
      const socket = connect(mail, ONE);
      socket.write('STARTTLS\r\n');
      socket.emit('line', `${code} no`);
      mail[method](`Upstream error: ${code} no`);
      expect(mail.calls.at(-1)).toEqual(['try_deliver', '192.0.2.2']);
    }
  });

  it('goes on to the next host where EHLO was refused, once', async () => {
    const mail = controlled([ONE, TWO]);
    mail.try_deliver();
    const socket = connect(mail, ONE);
    socket.isSecure();
    await new Promise(setImmediate);
    expect(mail.calls.at(-1)).toEqual(['try_deliver', '192.0.2.2']);
    // QUIT to a host that is done with does not move on again.
    socket.isSecure();
    await new Promise(setImmediate);
    expect(mail.calls.filter(([method]) => method === 'try_deliver')).toHaveLength(2);
  });

  it('demands what force_tls_hosts of Haraka demands as well', () => {
    const mail = controlled([ONE], { forced: true });
    mail.try_deliver();
    const socket = connect(mail, ONE);
    socket.upgrade({}, () => undefined);
    expect(socket.upgrades[0]!.options).toMatchObject({ rejectUnauthorized: true });
  });

  it('looks for a name that no certificate bears where there is none, as with a Unix socket', () => {
    const mail = controlled([{ path: '/run/lmtp' } as MailExchanger]);
    mail.try_deliver();
    const socket = standInSocket();
    mail.try_deliver_host_on_socket({}, '/run/lmtp', 24, socket);
    socket.upgrade({}, () => undefined);
    expect(socket.upgrades[0]!.options).toMatchObject({ servername: 'name.invalid' });
  });

  it('trusts the CA certificates that it is given, and no others', () => {
    const mail = controlled([ONE], {}, 'PEM');
    mail.try_deliver();
    const socket = connect(mail, ONE);
    socket.upgrade({}, () => undefined);
    expect(socket.upgrades[0]!.options).toMatchObject({ ca: 'PEM' });
  });

  it('looks at the address where there is no name, and at nothing where there is neither', () => {
    const mail = controlled([{ exchange: '192.0.2.9' }, {}]);
    mail.try_deliver();
    mail.try_deliver();
    mail.try_deliver();
    expect(mail.calls.at(-1)!.slice(0, 2)).toEqual(['temp_fail', 'Tried all MXs']);
  });

  it('takes no notice of a connection whose host was never tried', async () => {
    const mail = controlled([]);
    const socket = connect(mail, ONE);
    socket.isSecure();
    await new Promise(setImmediate);
    expect(mail.calls.map(([method]) => method)).toEqual(['try_deliver_host_on_socket']);
    socket.write('STARTTLS\r\n');
    socket.emit('line', '502 no');
    mail.try_deliver();
    expect(mail.calls.at(-1)!.slice(0, 2)).toEqual(['temp_fail', 'Tried all MXs']);
  });
});

it('a mail that is released is delivered in the way of Haraka', () => {
  const mail = controlled([ONE]);
  releaseMail(mail);
  mail.temp_fail(NO_TLS);
  expect([mail.get_force_tls(ONE), mail.calls]).toEqual([false, [['temp_fail', NO_TLS]]]);
});
