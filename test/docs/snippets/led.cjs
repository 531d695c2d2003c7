// Loaded before whatever a page runs in Node: it listens at ports that are free instead of those that the page names, finds the DNS and the mail hosts of `mail-hosts.ts`, and reaches nobody else.
'use strict';
const { syncBuiltinESMExports } = require('node:module');
const { Server, Socket } = require('node:net');
const dns = require('node:dns/promises');

const { SNIPPETS_DNS: server, SNIPPETS_HOSTS: hosts } = process.env;
const ports = JSON.parse(hosts);
const { listen } = Server.prototype;
const { connect } = Socket.prototype;

Server.prototype.listen = function (...args) {
  const [first] = args;
  if (typeof first === 'number') args[0] = 0;
  else if (typeof first?.port === 'number') args[0] = { ...first, port: 0 };
  return listen.apply(this, args);
};

Socket.prototype.connect = function (...args) {
  const options = Array.isArray(args[0]) ? args[0][0] : args[0];
  const host = options?.host ?? 'localhost';
  if (!/^(127\.[\d.]+|localhost|::1)$/.test(host)) throw new Error(`a page connects to ${host}, which is not on loopback`);
  if ([25, 587].includes(Number(options.port)) && ports[host] !== undefined) options.port = ports[host];
  return connect.apply(this, args);
};

dns.Resolver = class extends dns.Resolver {
  constructor(options) {
    super(options);
    this.setServers([server]);
  }
};
syncBuiltinESMExports();
