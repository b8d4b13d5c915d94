import { get } from 'node:http';
import { connect } from 'node:net';

/** A program that takes a connection and says nothing is not ready yet. */
const limitMs = 2000;

/** Whether something on this computer takes connections at the port. */
export const takesConnections = async (port: number): Promise<boolean> =>
  (await connects('127.0.0.1', port)) || (await connects('::1', port));

const connects = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: limitMs });
    const end = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket
      .once('connect', () => end(true))
      .once('timeout', () => end(false))
      // Refused: nobody is there yet, which is what was asked.
      .once('error', () => end(false));
  });

/** Whether the URL answers with anything but an error of the server, which many send while they still load. */
export const urlAnswers = (url: string): Promise<boolean> =>
  new Promise((resolve) => {
    const request = get(url, { agent: false, timeout: limitMs }, (response) => {
      response.resume();
      resolve((response.statusCode ?? 500) < 500);
      request.destroy();
    });
    request
      .once('timeout', () => request.destroy())
      // Refused, or not HTTP: not ready.
      .on('error', () => resolve(false));
  });

/** Port that a URL of this computer names. */
export const portOf = (url: string): number => Number(new URL(url).port || 80);
