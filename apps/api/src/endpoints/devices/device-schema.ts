import { z } from 'zod';

export const deviceSchema = z
  .strictObject({ token: z.string(), platform: z.string().nullable() })
  .meta({ id: 'Device' });
