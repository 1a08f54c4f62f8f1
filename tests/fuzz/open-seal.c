/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * open-seal: stands before libsodium in the fuzzers of what is sealed and signed. Nothing is hidden and nobody's key is
 * asked for: what is sealed lies open in the file, and a seal or signature is right as long as its first byte is 0. So
 * a mutation of any byte reaches the readers behind them, and no time goes into curves.
 */
#include <string.h>

#include <sodium.h>

#define KEY 32
#define SEAL 48
#define MAC 16

int
crypto_sign_seed_keypair (unsigned char *key, unsigned char *secret, const unsigned char *seed)
{
  memcpy (key, seed, KEY);
  memcpy (secret, seed, KEY);
  memcpy (secret + KEY, seed, KEY);
  return 0;
}

int
crypto_sign_ed25519_pk_to_curve25519 (unsigned char *box, const unsigned char *key)
{
  memcpy (box, key, KEY);
  return 0;
}

int
crypto_sign_ed25519_sk_to_curve25519 (unsigned char *secret, const unsigned char *sign)
{
  memcpy (secret, sign, KEY);
  return 0;
}

int
crypto_scalarmult_base (unsigned char *key, const unsigned char *secret)
{
  memcpy (key, secret, KEY);
  return 0;
}

int
crypto_sign_final_create (crypto_sign_state *state,
                          unsigned char *signature,
                          unsigned long long *length,
                          const unsigned char *secret)
{
  memset (signature, 0, crypto_sign_BYTES);
  return 0;
}

int
crypto_sign_final_verify (crypto_sign_state *state, const unsigned char *signature, const unsigned char *key)
{
  return signature[0] == 0 ? 0 : -1;
}

int
crypto_sign_detached (unsigned char *signature,
                      unsigned long long *length,
                      const unsigned char *text,
                      unsigned long long text_length,
                      const unsigned char *secret)
{
  memset (signature, 0, crypto_sign_BYTES);
  return 0;
}

int
crypto_sign_verify_detached (const unsigned char *signature,
                             const unsigned char *text,
                             unsigned long long text_length,
                             const unsigned char *key)
{
  return signature[0] == 0 ? 0 : -1;
}

int
crypto_box_seal (unsigned char *sealed, const unsigned char *text, unsigned long long length, const unsigned char *key)
{
  memset (sealed, 0, SEAL);
  memcpy (sealed + SEAL, text, (size_t) length);
  return 0;
}

int
crypto_box_seal_open (unsigned char *text,
                      const unsigned char *sealed,
                      unsigned long long length,
                      const unsigned char *key,
                      const unsigned char *secret)
{
  if (length < SEAL || sealed[0] != 0)
    return -1;
  memcpy (text, sealed + SEAL, (size_t) length - SEAL);
  return 0;
}

void
crypto_secretstream_xchacha20poly1305_keygen (unsigned char *key)
{
  memset (key, 0, KEY);
}

int
crypto_secretstream_xchacha20poly1305_init_push (crypto_secretstream_xchacha20poly1305_state *state,
                                                 unsigned char *header,
                                                 const unsigned char *key)
{
  memset (header, 0, crypto_secretstream_xchacha20poly1305_HEADERBYTES);
  return 0;
}

int
crypto_secretstream_xchacha20poly1305_push (crypto_secretstream_xchacha20poly1305_state *state,
                                            unsigned char *sealed,
                                            unsigned long long *sealed_length,
                                            const unsigned char *text,
                                            unsigned long long length,
                                            const unsigned char *head,
                                            unsigned long long head_length,
                                            unsigned char tag)
{
  sealed[0] = tag;
  memcpy (sealed + 1, text, (size_t) length);
  memset (sealed + 1 + length, 0, MAC);
  *sealed_length = length + 1 + MAC;
  return 0;
}

int
crypto_secretstream_xchacha20poly1305_init_pull (crypto_secretstream_xchacha20poly1305_state *state,
                                                 const unsigned char *header,
                                                 const unsigned char *key)
{
  return header[0] == 0 ? 0 : -1;
}

int
crypto_secretstream_xchacha20poly1305_pull (crypto_secretstream_xchacha20poly1305_state *state,
                                            unsigned char *text,
                                            unsigned long long *length,
                                            unsigned char *tag,
                                            const unsigned char *sealed,
                                            unsigned long long sealed_length,
                                            const unsigned char *head,
                                            unsigned long long head_length)
{
  if (sealed_length < 1 + MAC || sealed[sealed_length - 1] != 0)
    return -1;
  *tag = sealed[0];
  *length = sealed_length - 1 - MAC;
  memcpy (text, sealed + 1, (size_t) *length);
  return 0;
}
