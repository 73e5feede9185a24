/**
 * One password as other systems hash it, made apart from what verifies it here: bcrypt by libxcrypt (crypt(3)),
 * Argon2, scrypt and PBKDF2 by OpenSSL (node:crypto).
 */
export const FOREIGN_PASSWORD = 'correct-horse-battery-staple-é';

export const FOREIGN_HASHES = {
  'bcrypt 2b': '$2b$08$abcdefghijklmnopqrstuu/SDktazJuZKzyDj7wiE2mn/GGWnwpgm',
  'bcrypt 2a': '$2a$06$abcdefghijklmnopqrstuu8ueL7dBSDvMdqIfNiGFGyWdAmutSKjm',
  'bcrypt 2y': '$2y$04$abcdefghijklmnopqrstuu27Pnllv6aIYkmwRTMV.gHilkXHBtjga',
  'Django bcrypt': 'bcrypt$$2b$05$abcdefghijklmnopqrstuuAVbqgU0l/xGTjtSFPkFxXRpau/Ml8sq',
  argon2id:
    '$argon2id$v=19$m=4096,t=3,p=4$ABEiM0RVZneImaq7zN3u/w$Rp3AWfi95baWGm25J01WhtzqV37ZUHbOVxUsP1IasT4',
  argon2i: '$argon2i$v=19$m=4096,t=3,p=1$ABEiM0RVZneImaq7zN3u/w$i6GAhfV+dagmlD89+T+URaXswR9DkonXgHrSbF2Ckuk',
  'argon2id 64 MiB':
    '$argon2id$v=19$m=65536,t=2,p=4$ABEiM0RVZneImaq7zN3u/w$DFTuj6rL+5GXvIt8JS01L5NppOCEgbeXJxgSzU/AlpM',
  'Django argon2':
    'argon2$argon2id$v=19$m=10240,t=2,p=8$ABEiM0RVZneImaq7zN3u/w$rkZbZKUiF5ETFEYmjCPSy07k7hr5NjzQMA7WiLgKb2w',
  scrypt: '$scrypt$ln=14,r=8,p=1$ABEiM0RVZneImaq7zN3u/w$gw0ZL6DU8JvaKmcP40pIRWJHQ7uW2Z1BprYO8iJe0dE',
  'PBKDF2 passlib sha256':
    '$pbkdf2-sha256$29000$ABEiM0RVZneImaq7zN3u/w$eVN7nyX3JeoO5WXBN5JLrNWNb7qvoU.Nt/fyNtvRBaM',
  'PBKDF2 passlib sha512':
    '$pbkdf2-sha512$25000$ABEiM0RVZneImaq7zN3u/w$eIvXrGmbyQcfZ/YW7lg13tspMexyE3YgcGs440Fu3WNTwHDkPDYyza1uglWj6db7zij5e370ITHgXB7YQ7Umkw',
  'PBKDF2 passlib sha1': '$pbkdf2$131000$ABEiM0RVZneImaq7zN3u/w$kFSjwjO4Wpapu8Npy6tcspVXCt4',
  'PBKDF2 PHC':
    '$pbkdf2-sha256$i=10000,l=32$ABEiM0RVZneImaq7zN3u/w$sZjgoGDfiOAZ9zxowvizJeCWNsRlapvVUOtXWu24QIs',
  'PBKDF2 Django': 'pbkdf2_sha256$36000$aVerySaltyText$tCVfQJiIGoJinWgYk6Y7sdI+SuZmJy1JGeDvdQbh9QI=',
  'PBKDF2 Django sha1': 'pbkdf2_sha1$36000$aVerySaltyText$M4OOewn+zZNJXnhEID6kFVZnHTU=',
};
