import { z } from 'zod';

/**
 * A process that keeps files of an environment open, mapped or as its working directory.
 *
 * - `own-child`: something that this process of the application started. What a dead run left is ended with its lock.
 * - `environment`: runs by the environment's own Python or a program of it, or is a Python that has loaded its libraries.
 * - `user`: another program of the same user.
 * - `protected`: never offered to be ended; `why` says for what reason.
 */
export const holderKinds = ['own-child', 'environment', 'user', 'protected'] as const;

export const protectedReasons = ['this-application', 'other-user', 'system', 'service', 'security'] as const;

export const holderSchema = z.object({
  pid: z.number().int().min(1),
  /** For people: what the program calls itself, else its file's name. */
  name: z.string(),
  /** The executable's path; null where the system does not tell. */
  program: z.string().nullable(),
  /** Milliseconds since the epoch; null where the system does not tell. */
  startedAt: z.number().nullable(),
  /** With the pid it names this very process for as long as the system is up; a pid alone may be used again. */
  identity: z.string(),
  kind: z.enum(holderKinds),
  why: z.enum(protectedReasons).nullable(),
  /** Some of the files, at most five. */
  files: z.array(z.string()),
});

export type Holder = z.infer<typeof holderSchema>;

/** What a user, an option or the default says to programs that use files. */
export const holderAnswers = ['end', 'try-again', 'move-aside', 'stop'] as const;

export const holderAnswerSchema = z.enum(holderAnswers);

export type HolderAnswer = z.infer<typeof holderAnswerSchema>;

/**
 * What became of a process that was to be ended; only after `ended` and `gone` is it certain to hold
 * nothing. `refused`: the system does not let this user end it, or a part of what it started.
 */
export const holderEnds = ['ended', 'gone', 'protected', 'refused', 'still-running'] as const;

export type HolderEnd = (typeof holderEnds)[number];
