/**
 * One password as other systems hash it, made apart from what verifies it here: bcrypt by libxcrypt (crypt(3)),
 * Argon2, scrypt and PBKDF2 by OpenSSL (node:crypto). At little cost each, for the tests' sake.
 */
export const FOREIGN_PASSWORD = 'correct-horse-battery-staple-é';

export const FOREIGN_HASHES = {
  'bcrypt 2b': '$2b$08$abcdefghijklmnopqrstuu/SDktazJuZKzyDj7wiE2mn/GGWnwpgm',
  'bcrypt 2a': '$2a$06$abcdefghijklmnopqrstuu8ueL7dBSDvMdqIfNiGFGyWdAmutSKjm',
  'bcrypt 2y': '$2y$04$abcdefghijklmnopqrstuu27Pnllv6aIYkmwRTMV.gHilkXHBtjga',
  'Django bcrypt': 'bcrypt$$2b$05$abcdefghijklmnopqrstuuAVbqgU0l/xGTjtSFPkFxXRpau/Ml8sq',
  argon2id: '$argon2id$v=19$m=256,t=3,p=4$ABEiM0RVZneImaq7zN3u/w$6PTglRBqH/5gtWlibYJg3T5YBhnvbm97+zBmUq++PXw',
  argon2i: '$argon2i$v=19$m=256,t=3,p=1$ABEiM0RVZneImaq7zN3u/w$JHGp2qztqedbtoHDmRe6FwfqRVBELVyKX3aHV+nCeyw',
  'argon2id 64 MiB':
    '$argon2id$v=19$m=65536,t=2,p=4$ABEiM0RVZneImaq7zN3u/w$DFTuj6rL+5GXvIt8JS01L5NppOCEgbeXJxgSzU/AlpM',
  'Django argon2':
    'argon2$argon2id$v=19$m=512,t=2,p=8$ABEiM0RVZneImaq7zN3u/w$pTJUCdUYrjIXlxVao8bfuaeCr+yOegvZMagUqykdTZA',
  scrypt: '$scrypt$ln=8,r=8,p=1$ABEiM0RVZneImaq7zN3u/w$a/NAe7N2AuW+ckqvcZmFiXFyv7/p+W9o5P1x1tXbNh8',
  'PBKDF2 passlib sha256':
    '$pbkdf2-sha256$1200$ABEiM0RVZneImaq7zN3u/w$zA.BXth0mEVyb.Ga/rRaAXqSNDCjfJuxHHtkodShKag',
  'PBKDF2 passlib sha512':
    '$pbkdf2-sha512$600$ABEiM0RVZneImaq7zN3u/w$fHpaHhSsSQqsw12Zah.3AgGbQEDs7bhxX9c4Qoc4wTdbV4L2/3eBWE1wkEVSFxtFa14Rta3a3Fncbow7c6CwfQ',
  'PBKDF2 passlib sha1': '$pbkdf2$900$ABEiM0RVZneImaq7zN3u/w$sP0q.qWhQYdSMZ6iaHA2uBX7eOo',
  'PBKDF2 PHC':
    '$pbkdf2-sha256$i=900,l=32$ABEiM0RVZneImaq7zN3u/w$K+YFujB39kmKRWRTq9mxIB/OYIOVErTbbOaTse12wQw',
  'PBKDF2 Django': 'pbkdf2_sha256$1100$aVerySaltyText$CHLh8uUqp9V9yaAujsnGLl9p1EpnznUn/wzZj0XQl8g=',
  'PBKDF2 Django sha1': 'pbkdf2_sha1$1100$aVerySaltyText$HQYMYY65nvvxECGrHy/J4xXGE9w=',
};
