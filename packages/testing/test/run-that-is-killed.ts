// Stands for a test run: starts the servers, says where they are, and waits to be killed.
import { startTestServices } from '@carillon/testing';

process.send?.(await startTestServices(['postgres', 'redis']));
