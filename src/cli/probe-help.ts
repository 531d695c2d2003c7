// What `probe --help` prints.

export const probeHelp: string = `Usage: smtp-tls-policy probe [options] DOMAIN|HOST[:PORT]
       smtp-tls-policy probe [options] --all POLICY

Tests the TLS connection to a partner before it is required: connects to every mail host, upgrades to TLS, looks at the
certificate, and says whether mail would be delivered or bounce, why, and what to do. No mail is sent.

DOMAIN is probed at its MX hosts. HOST:PORT is that host itself, and so are an IP address and [IPv6:ADDRESS], on port 25
unless another is given.

Requirements (left out: TLS, CA-signed certificate, host name, as a setting has them by default):
  --require WORDS         instead: nothing, or tls, ca, hostname with commas between them
  --min-version VERSION   TLSv1, TLSv1.1, TLSv1.2 or TLSv1.3
  --policy FILE           instead: what a policy requires of mail to the domain, by the route that it names; settings in
                          testing mode count as enforced
  --from ADDRESS          with --policy: the envelope sender; <> is the null reverse-path
  --to ADDRESS            with --policy: the envelope recipient, in DOMAIN where that is named (left out: its postmaster)
  --secure-transport      with --policy: something else demands secure transport of this mail already
  --all POLICY            every domain, address and route that the settings of a policy name, for senders of every org unit;
                          settings in testing mode count as enforced: who would bounce if the policy went live now?

Connection:
  --ca FILE               CA certificates in PEM that are trusted instead of those of Node
  --client-cert FILE      client certificate in PEM, presented to a server that asks; with --client-key
  --client-key FILE       its private key
  --port PORT             port of the MX hosts of a domain, or of an IP address (default 25)
  --implicit-tls          TLS from the start (always so on port 465)
  --versions              also find out which TLS versions the server accepts, with a connection for each
  --ipv4, --ipv6          addresses of one family only
  --dns SERVER[:PORT]     ask this DNS server, by its IP address
  --ehlo NAME             the name given with EHLO (default: the address literal of this machine)
  --timeout SECONDS       for each step, up to 3600 (default: 10 for a question to DNS and to connect, 30 for the greeting,
                          15 for each reply and for the handshake)

The test of one target ends after 120 seconds, or 12 times --timeout if that is more. With --all each route has that time.
At most 20 addresses are tried, 4 at a time; with --all, 4 routes at a time.

Output:
  --json                  one line of JSON for each target
  --color, --no-color     colour, whatever the terminal (also: FORCE_COLOR, NO_COLOR)
  -h, --help              this text

Exit codes:
  0  mail would be delivered; with --all: every partner was tested, and none would bounce
  1  mail would bounce; with --all: mail to one partner at the least
  2  it could not be told: no host was reached, none takes mail, or --all left a partner untested; or wrong usage, or a
     file that cannot be used
`;
