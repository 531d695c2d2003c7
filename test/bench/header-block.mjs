// A header block of 2 to 4 kB as today's mail has it: the From field stands behind traces and signatures, and long fields are folded.

/** @returns {string} about 2.6 kB in the mean, with CRLF line ends and the empty line */
export function headerBlock(random, from) {
  const id = random.below(1e9).toString(36);
  const hops = 2 + random.below(4);
  const received = Array.from({ length: hops }, (_, hop) => receivedField(random, hop, id));
  const optional = [arcField(random, id), listFields(id)].filter(() => random.chance(35));
  const fields = [
    'Delivered-To: user@corp.example',
    ...received,
    'Return-Path: <bounce+prvs=1234567890=user@mailer.example>',
    'Authentication-Results: mx.corp.example;\r\n dkim=pass header.i=@mailer.example header.s=s2048 header.b=AbCdEfGh;\r\n spf=pass (mx.corp.example: domain of bounce@mailer.example designates 192.0.2.17 as permitted sender) smtp.mailfrom=bounce@mailer.example;\r\n dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=mailer.example',
    dkimField(random),
    ...optional,
    `Date: Tue, 24 Nov 2026 08:${String(random.below(60)).padStart(2, '0')}:17 +0000`,
    `From: ${from}`,
    'To: user@corp.example',
    `Message-ID: <${id}.${random.below(1e9)}@mailer.example>`,
    `Subject: Invoice ${random.below(1e6)} of this month, and what we agreed on`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/alternative;\r\n boundary="----=_Part_${random.below(1e9)}_${random.below(1e9)}.${id}"`,
    `X-Mailer-Info: ${base64(random, 120)}`,
  ];
  return `${fields.join('\r\n')}\r\n\r\n`;
}

function receivedField(random, hop, id) {
  const address = `192.0.2.${random.below(256)}`;
  return `Received: from mx${hop}.mailer.example (mx${hop}.mailer.example. [${address}])\r\n by mx${hop + 1}.corp.example with ESMTPS id ${id}${hop}\r\n for <user@corp.example>\r\n (version=TLS1_3 cipher=TLS_AES_256_GCM_SHA384 bits=256/256);\r\n Tue, 24 Nov 2026 08:0${hop}:17 +0000 (UTC)`;
}

function dkimField(random) {
  const signature = Array.from({ length: 5 }, () => base64(random, 68)).join('\r\n ');
  return `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=mailer.example; s=s2048;\r\n t=1764000000; h=from:to:subject:date:message-id:mime-version:content-type;\r\n bh=${base64(random, 44)};\r\n b=${signature}`;
}

function arcField(random, id) {
  return `ARC-Seal: i=1; a=rsa-sha256; t=1764000000; cv=none; d=corp.example; s=arc-${id};\r\n b=${Array.from({ length: 5 }, () => base64(random, 68)).join('\r\n ')}`;
}

function listFields(id) {
  return `List-Id: Announcements <announce.lists.mailer.example>\r\nList-Unsubscribe: <mailto:leave-${id}@lists.mailer.example>,\r\n <https://lists.mailer.example/unsubscribe/${id}>\r\nPrecedence: bulk`;
}

function base64(random, length) {
  let text = '';
  while (text.length < length) text += random.below(2 ** 30).toString(36);
  return text.slice(0, length);
}
