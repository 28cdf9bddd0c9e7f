import { useNavigate } from 'react-router'
import { post } from '@/api/call'
import { asProblem } from '@/api/problem'
import { send } from '@/api/send'
import { session } from '@/api/session'
import type { SignedIn } from '@/api/types'
import { signOut } from '@/data/signOut'
import { sayProblem } from '@/ui/say'

/** The ways out of where one is: into another tenant, or out of Steward. */
export function useWays() {
  const navigate = useNavigate()
  const switchTo = async (tenant_id: string) => {
    try {
      const { data } = await send(post('/api/v1/auth/switch', { body: { tenant_id } }))
      session.open(data as SignedIn)
      await navigate('/')
    } catch (error) {
      sayProblem(asProblem(error))
    }
  }
  const leave = async () => {
    if (await signOut()) await navigate('/sign-in')
  }
  return { switchTo, signOut: leave }
}
